import type { Estate, Role } from "../../lattice/estate/estate";
import type { AttachedPolicy, Resource } from "../../lattice/estate/resource";
import type { Service } from "../../lattice/estate/service";
import { parsePolicy } from "../../lattice/iam/parse/policy";
import type { PolicyKind } from "../../lattice/iam/parse/reader";

/** How large an estate is. */
export interface Size {
  readonly services: number;
  readonly callers: number;
  readonly grants: number;
}

const ORGANIZATION = "o-be4chbe4ch";
const REGION = "us-east-1";
const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"];
const ACCOUNTS = 50;

/**
 * An estate as a platform team would have it: one network, services in some accounts, callers in others, each grant with
 * methods and paths of its own on both sides, and three rules for each service. The same size gives the same estate.
 */
export function benchEstate(size: Size): Estate {
  const grants = grantsOf(size);
  const network = thing("network");
  return {
    networks: [
      {
        ...network,
        arn: `arn:aws:vpc-lattice:${REGION}:${account(0)}:servicenetwork/sn-${digits(0)}`,
        name: "bench",
        account: account(0),
        authType: "AWS_IAM",
        authPolicy: attached(NETWORK_POLICY, "auth"),
        tags: {},
      },
    ],
    services: Array.from({ length: size.services }, (_, index) => serviceOf(index, grants)),
    serviceAssociations: Array.from({ length: size.services }, (_, index) => ({
      ...thing(`service-association-${index}`),
      network: network.id,
      service: `service-${index}`,
      account: account(index),
    })),
    vpcs: Array.from({ length: ACCOUNTS }, (_, index) => ({
      ...thing(`vpc-${index}`),
      vpcId: `vpc-${digits(index)}`,
      account: account(index),
      cidrs: ["10.0.0.0/16"],
    })),
    vpcAssociations: Array.from({ length: ACCOUNTS }, (_, index) => ({
      ...thing(`vpc-association-${index}`),
      kind: "association" as const,
      network: network.id,
      vpc: `vpc-${index}`,
      account: account(index),
      securityGroups: [],
    })),
    securityGroups: [],
    shares: [
      {
        ...thing("share"),
        name: "bench",
        resources: [`arn:aws:vpc-lattice:${REGION}:${account(0)}:servicenetwork/sn-${digits(0)}`],
        principals: [`arn:aws:organizations::${account(0)}:organization/${ORGANIZATION}`],
      },
    ],
    targetGroups: [],
    functions: [],
    roles: Array.from({ length: size.callers }, (_, index) => roleOf(index, grants)),
    accounts: Array.from({ length: ACCOUNTS }, (_, index) => ({
      ...thing(`account-${index}`),
      accountId: account(index),
      organization: { id: ORGANIZATION, path: `${ORGANIZATION}/r-ab12/`, serviceControlPolicies: [] },
    })),
  };
}

interface Grant {
  readonly service: number;
  readonly caller: number;
  readonly methods: readonly string[];
  readonly path: string;
}

/** Every service has the same number of grants, to callers that lie apart. */
function grantsOf({ services, callers, grants }: Size): readonly Grant[] {
  return Array.from({ length: grants }, (_, index) => ({
    service: index % services,
    caller: (index * 7919 + Math.floor(index / services)) % callers,
    methods: METHODS.slice(index % 3, (index % 3) + 2),
    path: `/${area(index % services)}/part-${index % 4}`,
  }));
}

const NETWORK_POLICY = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: "*",
      Action: "vpc-lattice-svcs:Invoke",
      Resource: "*",
      Condition: { StringEquals: { "aws:PrincipalOrgID": ORGANIZATION } },
    },
    {
      Effect: "Deny",
      Principal: "*",
      Action: "vpc-lattice-svcs:Invoke",
      Resource: "*",
      Condition: { StringEquals: { "aws:PrincipalType": "Anonymous" } },
    },
  ],
};

function serviceOf(index: number, grants: readonly Grant[]): Service {
  const arn = serviceArn(index);
  const own = grants.filter(({ service }) => service === index);
  const Statement = own.map(({ caller, methods, path }) => ({
    Effect: "Allow",
    Principal: "*",
    Action: "vpc-lattice-svcs:Invoke",
    Resource: [`${arn}${path}`, `${arn}${path}/*`],
    Condition: { StringEquals: { "aws:PrincipalArn": roleArn(caller), "vpc-lattice-svcs:RequestMethod": methods } },
  }));
  return {
    ...thing(`service-${index}`),
    arn,
    name: `service-${index}`,
    account: account(index),
    authType: "AWS_IAM",
    ...(own.length > 0 ? { authPolicy: attached({ Version: "2012-10-17", Statement }, "auth") } : {}),
    dnsName: `service-${index}.example`,
    tags: {},
    listeners: [
      {
        ...thing(`listener-${index}`),
        name: "https",
        protocol: "HTTPS",
        port: 443,
        defaultAction: { kind: "fixedResponse", statusCode: 404 },
        rules: [0, 1, 2].map((priority) => ({
          ...thing(`rule-${index}-${priority}`),
          name: `rule-${priority}`,
          priority,
          match: {
            path: { kind: "prefix", value: `/${area(index)}/part-${priority}`, caseSensitive: true },
            headers: [],
          },
          action: { kind: "forward", targetGroups: [] },
        })),
      },
    ],
  };
}

function roleOf(index: number, grants: readonly Grant[]): Role {
  const Statement = grants
    .filter(({ caller }) => caller === index)
    .map(({ service, methods, path }) => ({
      Effect: "Allow",
      Action: "vpc-lattice-svcs:Invoke",
      Resource: [`${serviceArn(service)}${path}`, `${serviceArn(service)}${path}/*`],
      Condition: { StringEquals: { "vpc-lattice-svcs:RequestMethod": methods } },
    }));
  return {
    ...thing(`role-${index}`),
    arn: roleArn(index),
    name: `caller-${index}`,
    account: account(index),
    policies: Statement.length > 0 ? [attached({ Version: "2012-10-17", Statement }, "identity")] : [],
    tags: {},
  };
}

/** Every service has paths of its own. */
function area(service: number): string {
  return `area-${service}`;
}

function attached(document: object, kind: PolicyKind): AttachedPolicy {
  return { policy: parsePolicy(document, kind), origin: { file: "bench", address: kind } };
}

function thing(id: string): Resource {
  return { id, origin: { file: "bench", address: id } };
}

function account(index: number): string {
  return String(100_000_000_000 + (index % ACCOUNTS));
}

function digits(index: number): string {
  return index.toString(16).padStart(17, "0");
}

function serviceArn(index: number): string {
  return `arn:aws:vpc-lattice:${REGION}:${account(index)}:service/svc-${digits(index)}`;
}

function roleArn(index: number): string {
  return `arn:aws:iam::${account(index)}:role/caller-${index}`;
}
