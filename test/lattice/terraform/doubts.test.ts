import { ask, type Blocks, document, EVERYBODY, PARAMETER, provider, ref, type Stack, set, shop } from "./shop";

const ASSOCIATION = "aws_vpclattice_service_network_service_association";
const VPC_ASSOCIATION = "aws_vpclattice_service_network_vpc_association";

describe("a target that only apply tells makes everything uncertain that may be meant", () => {
  test.each<[string, string, string, object]>([
    ["the network of a service", ASSOCIATION, "a", { service_network_identifier: PARAMETER }],
    ["the service of a network", ASSOCIATION, "a", { service_identifier: PARAMETER }],
    ["the network of a VPC", VPC_ASSOCIATION, "v", { service_network_identifier: PARAMETER }],
    ["the VPC of a network", VPC_ASSOCIATION, "v", { vpc_identifier: PARAMETER }],
    ["what an auth policy is of", "aws_vpclattice_auth_policy", "s", { resource_identifier: PARAMETER }],
    ["the role of a policy", "aws_iam_role_policy", "app", { role: PARAMETER }],
    ["the service of a listener", "aws_vpclattice_listener", "l", { service_identifier: PARAMETER }],
  ])("%s", (_, type, name, values) => {
    expect(ask({ one: shop() }).outcome()).toBe("allow");
    expect(ask({ one: shop((resource) => set(resource, type, name, { ...values })) }).outcome()).toBe("unknown");
  });

  const attach = (role: string, arn: string) => (resource: Blocks) => {
    delete resource.aws_iam_role_policy;
    set(resource, "aws_iam_role_policy_attachment", "a", { role, policy_arn: `arn:aws:iam::aws:policy/${arn}` });
  };

  test("the role of an attachment", () => {
    const app = ref("aws_iam_role.app.name");
    expect(ask({ one: shop(attach(app, "AdministratorAccess")) }).outcome()).toBe("allow");
    expect(ask({ one: shop(attach(PARAMETER, "AdministratorAccess")) }).outcome()).toBe("unknown");
    expect(ask({ one: shop(attach(PARAMETER, "AWSXRayDaemonWriteAccess")) }).outcome()).toBe("deny");
  });

  const rule =
    (listener: string, service = ref("aws_vpclattice_service.s.id")) =>
    (resource: Blocks) =>
      set(resource, "aws_vpclattice_listener_rule", "r", {
        name: "r",
        priority: 1,
        service_identifier: service,
        listener_identifier: listener,
        match: { http_match: { path_match: { match: { prefix: "/old" } } } },
        action: { fixed_response: { status_code: 404 } },
      });

  test("the listener of a rule: the requests that it asks for", () => {
    expect(ask({ one: shop(rule(ref("aws_vpclattice_listener.l.listener_id"))) }).outcome()).toBe("allow");
    expect(ask({ one: shop(rule(PARAMETER)) }).outcome()).toBe("allow and unknown");
    const other = (resource: Blocks) => {
      set(resource, "aws_vpclattice_service", "other", { name: "other" });
      rule(PARAMETER, ref("aws_vpclattice_service.other.id"))(resource);
    };
    expect(ask({ one: shop(other) }).outcome()).toBe("allow");
  });

  test("a listener on a port that the service has is of another service", () => {
    const second = (port: number) => (resource: Blocks) => {
      const { default_action } = resource.aws_vpclattice_listener?.l ?? {};
      const rest = { name: "second", protocol: "HTTPS", service_identifier: PARAMETER, default_action };
      set(resource, "aws_vpclattice_listener", "second", { ...rest, port });
    };
    expect(ask({ one: shop(second(443)) }).outcome()).toBe("allow");
    expect(ask({ one: shop(second(8443)) }).outcome()).toBe("allow and unknown");
  });

  test("the type of an endpoint", () => {
    const endpoint = (type: string) => (resource: Blocks) => {
      delete resource[VPC_ASSOCIATION];
      set(resource, "aws_vpc_endpoint", "e", {
        vpc_id: ref("aws_vpc.v.id"),
        vpc_endpoint_type: type,
        service_network_arn: ref("aws_vpclattice_service_network.n.arn"),
      });
    };
    expect(ask({ one: shop(endpoint("Interface")) }).outcome()).toBe("deny");
    expect(ask({ one: shop(endpoint(PARAMETER)) }).outcome()).toBe("unknown");
  });

  test("one of another stack, too", () => {
    const one = shop((resource) => {
      delete resource[ASSOCIATION];
    });
    const two = {
      ...provider("111111111111"),
      data: { aws_ssm_parameter: { p: { name: "/x" } } },
      resource: { [ASSOCIATION]: { a: { service_identifier: PARAMETER, service_network_identifier: PARAMETER } } },
    };
    expect(ask({ one }).outcome()).toBe("deny");
    expect(ask({ one, two }).outcome()).toBe("unknown");
  });
});

const group = (resource: Blocks, values: object, more: Blocks = {}) => {
  set(resource, "aws_security_group", "g", { name: "g", vpc_id: ref("aws_vpc.v.id"), ...values });
  set(resource, VPC_ASSOCIATION, "v", { security_group_ids: [ref("aws_security_group.g.id")] });
  Object.assign(resource, more);
};
const https = { from_port: 443, to_port: 443 };

describe("security groups", () => {
  test.each(["aws_vpc_security_group_ingress_rule", "aws_security_group_rule"])("a %s of an unknown group", (type) => {
    const open = { type: "ingress", ...https, protocol: "tcp", ip_protocol: "tcp" };
    const more = (id: string, cidr = "0.0.0.0/0") => ({
      [type]: { r: { ...open, security_group_id: id, cidr_ipv4: cidr, cidr_blocks: [cidr] } },
    });
    const asked = (id: string, cidr?: string) => ask({ one: shop((resource) => group(resource, {}, more(id, cidr))) });
    expect(asked(ref("aws_security_group.g.id")).outcome()).toBe("allow");
    expect(asked(PARAMETER).outcome()).toBe("unknown");
    expect(asked(PARAMETER, "192.168.0.0/16").outcome()).toBe("deny");
  });

  test("a protocol in capitals", () => {
    const ingress = [{ ...https, protocol: "TCP", cidr_blocks: ["10.0.0.0/8"] }];
    expect(ask({ one: shop((resource) => group(resource, { ingress })) }).outcome()).toBe("allow");
  });

  test("of a caller are known when a function has them, and only then its egress counts", () => {
    const marked = (resource: Blocks) => {
      const ingress = [{ ...https, protocol: "tcp", security_groups: [ref("aws_security_group.marker.id")] }];
      group(resource, { ingress });
      set(resource, "aws_security_group", "marker", { name: "marker", vpc_id: ref("aws_vpc.v.id") });
    };
    expect(ask({ one: shop(marked) }).outcome()).toBe("allow");
    const withFunction = (egress: readonly object[]) => (resource: Blocks) => {
      marked(resource);
      set(resource, "aws_security_group", "marker", { egress });
      set(resource, "aws_subnet", "s", { vpc_id: ref("aws_vpc.v.id") });
      set(resource, "aws_lambda_function", "f", {
        function_name: "f",
        role: ref("aws_iam_role.app.arn"),
        vpc_config: { subnet_ids: [ref("aws_subnet.s.id")], security_group_ids: [ref("aws_security_group.marker.id")] },
      });
    };
    expect(ask({ one: shop(withFunction([])) }).outcome()).toBe("deny");
    const egress = [{ from_port: 0, to_port: 0, protocol: "-1", cidr_blocks: ["0.0.0.0/0"] }];
    expect(ask({ one: shop(withFunction(egress)) }).outcome()).toBe("allow");
  });

  test("a group that lets its own members in", () => {
    const ingress = [{ ...https, protocol: "tcp", self: true }];
    expect(ask({ one: shop((resource) => group(resource, { ingress })) }).outcome()).toBe("allow");
  });
});

describe("what is shared", () => {
  const CONSUMER = {
    ...provider("222222222222"),
    data: { terraform_remote_state: { one: { backend: "local", config: { path: "/x/one.tfstate" } } } },
    resource: {
      aws_vpc: { v: { cidr_block: "10.1.0.0/16" } },
      [VPC_ASSOCIATION]: {
        v: {
          vpc_identifier: ref("aws_vpc.v.id"),
          service_network_identifier: ref("data.terraform_remote_state.one.outputs.arn"),
        },
      },
    },
  };
  const shared = (more: Blocks) => (resource: Blocks, stack: Stack) => {
    delete resource[VPC_ASSOCIATION];
    stack.output = { arn: { value: ref("aws_vpclattice_service_network.n.arn") } };
    stack.terraform = { backend: { local: { path: "/x/one.tfstate" } } };
    Object.assign(resource, more);
  };
  const network = ref("aws_vpclattice_service_network.n.arn");
  const share = (values: object, principal = "222222222222", to = ref("aws_ram_resource_share.s.arn")) => ({
    aws_ram_resource_share: { s: { name: "s", ...values } },
    aws_ram_resource_association: { s: { resource_arn: network, resource_share_arn: to } },
    aws_ram_principal_association: { s: { principal, resource_share_arn: to } },
  });
  const outcome = (more: Blocks, organization: Record<string, string | null> = {}) =>
    ask({ one: shop(shared(more)), two: CONSUMER }, { organization }).outcome();

  test("with the account, or with another one, or through a share that only apply tells", () => {
    expect(outcome({})).toBe("deny");
    expect(outcome(share({}))).toBe("allow");
    expect(outcome(share({}, "333333333333"))).toBe("deny");
    expect(outcome(share({}, "222222222222", PARAMETER))).toBe("unknown");
  });

  test("within the organization only", () => {
    const own = share({ allow_external_principals: false });
    expect(outcome(own)).toBe("unknown");
    const [here, there] = ["o-a1b2c3d4e5/r-ab12/", "o-f6g7h8i9j0/r-cd34/"];
    expect(outcome(own, { "111111111111": here, "222222222222": here })).toBe("allow");
    expect(outcome(own, { "111111111111": here, "222222222222": there })).toBe("deny");
    expect(outcome(own, { "111111111111": here, "222222222222": null })).toBe("deny");
  });

  test("by a resource policy, of which nobody looks at what it says", () => {
    const policy = document({ ...EVERYBODY, Action: "vpc-lattice:CreateServiceNetworkVpcAssociation" });
    expect(outcome({ aws_vpclattice_resource_policy: { p: { resource_arn: network, policy } } })).toBe("unknown");
  });
});

describe("two inline policies of one role", () => {
  const two = (name: string, Effect: string) =>
    ask({
      one: shop((resource) => {
        const policy = document({ Effect, Action: "vpc-lattice-svcs:Invoke", Resource: "*" });
        set(resource, "aws_iam_role_policy", "more", { name, role: ref("aws_iam_role.app.name"), policy });
      }),
    });

  test("of one name: nobody knows which one stays", () => {
    expect(two("p", "Deny").outcome()).toBe("unknown");
    expect(two("p", "Allow").outcome()).toBe("allow");
  });

  test("of two names: both count", () => {
    expect(two("q", "Deny").outcome()).toBe("deny");
  });

  test("the first one's rights are not certain where the other one has none", () => {
    const nothing = document({ Effect: "Allow", Action: "logs:*", Resource: "*" });
    const change = (resource: Blocks) =>
      set(resource, "aws_iam_role_policy", "more", { name: "p", role: "app", policy: nothing });
    expect(ask({ one: shop(change) }).outcome()).toBe("unknown");
  });
});

describe("two auth policies of one service", () => {
  const two = (Statement: object, target = "arn") =>
    ask({
      one: shop((resource) => {
        const resource_identifier = ref(`aws_vpclattice_service.s.${target}`);
        set(resource, "aws_vpclattice_auth_policy", "a", { resource_identifier, policy: document(Statement) });
      }),
    });

  test("nobody knows which one stays", () => {
    const deny = { ...EVERYBODY, Effect: "Deny" };
    expect(two(deny).outcome()).toBe("unknown");
    expect(two(deny, "id").outcome()).toBe("unknown");
  });

  test("that say the same", () => {
    expect(two(EVERYBODY).outcome()).toBe("allow");
  });
});
