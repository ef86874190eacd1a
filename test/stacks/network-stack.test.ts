import platform from "../../example";
import { estate } from "../support/estates";
import { synthPlatform } from "../support/synth-platform";
import { ref } from "../support/synthesized";

const network = (share: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) =>
  synthPlatform(
    estate({
      networks: { internal: { account: "network", share, ...more } },
      services: {},
      consumers: {},
    }),
  ).stack("network-internal");
const principals = (share: Readonly<Record<string, unknown>>) =>
  Object.entries(network(share).resources("aws_ram_principal_association")).map(([name, { principal }]) => [
    name,
    principal,
  ]);

describe("the share of a network", () => {
  test("with the organization, by the ARN that AWS RAM asks for", () => {
    const made = network({ organization: true });
    expect(made.resource("aws_ram_resource_share")).toMatchObject({
      name: "acme-internal",
      allow_external_principals: false,
    });
    expect(made.resource("aws_ram_resource_association").resource_arn).toBe(
      ref("aws_vpclattice_service_network.network_internal.arn"),
    );
    expect(principals({ organization: true })).toEqual([
      [
        "network_internal_share_principal-organization",
        "arn:aws:organizations::999999999999:organization/o-a1b2c3d4e5",
      ],
    ]);
  });

  test("with organizational units by id or ARN, each once", () => {
    const unit = "arn:aws:organizations::999999999999:ou/o-a1b2c3d4e5/ou-ab12-shippers";
    expect(principals({ organizationalUnits: ["ou-ab12-shippers", unit, "ou-ab12-packagers"] })).toEqual([
      [
        "network_internal_share_principal-ou-ab12-packagers",
        "arn:aws:organizations::999999999999:ou/o-a1b2c3d4e5/ou-ab12-packagers",
      ],
      ["network_internal_share_principal-ou-ab12-shippers", unit],
    ]);
  });

  test("with accounts by id; one outside the organization opens the share to such", () => {
    expect(principals({ accounts: ["orders"] })).toEqual([
      ["network_internal_share_principal-222222222222", "222222222222"],
    ]);
    const allowed = (accounts: string[]) =>
      network({ accounts }).resource("aws_ram_resource_share").allow_external_principals;
    expect(allowed(["orders"])).toBe(false);
    expect(allowed(["orders", "courier"])).toBe(true);
  });

  test("with nobody is none", () => {
    const made = network({});
    expect(made.types.filter((type) => type.startsWith("aws_ram"))).toEqual([]);
    expect(made.output("share_arn")).toBe("");
  });
});

describe("the network's own auth policy", () => {
  const statements = (share: Readonly<Record<string, unknown>>, authPolicy = {}) =>
    network(share, { authPolicy }).policy("aws_vpclattice_auth_policy").Statement;
  const gate = (Effect: string, key: string, value: unknown) => ({
    Effect,
    Principal: "*",
    Action: "vpc-lattice-svcs:Invoke",
    Resource: "*",
    Condition: { StringEquals: { [key]: value } },
  });

  test("trap 12(5): principals of the organization, and no anonymous caller", () => {
    expect(statements({ organization: true })).toEqual([
      gate("Allow", "aws:PrincipalOrgID", "o-a1b2c3d4e5"),
      gate("Deny", "aws:PrincipalType", "Anonymous"),
    ]);
  });

  test("and the accounts outside it that the network is shared with", () => {
    expect(statements({ accounts: ["courier", "orders"] })).toEqual([
      gate("Allow", "aws:PrincipalOrgID", "o-a1b2c3d4e5"),
      gate("Allow", "aws:PrincipalAccount", "666666666666"),
      gate("Deny", "aws:PrincipalType", "Anonymous"),
    ]);
  });

  test("anonymous callers only where the network says so", () => {
    expect(statements({}, { anonymous: true })).toContainEqual(gate("Allow", "aws:PrincipalType", "Anonymous"));
  });

  test("what the declaration adds", () => {
    const deny = gate("Deny", "vpc-lattice-svcs:RequestMethod", "DELETE");
    expect(statements({}, { statements: [deny] }).at(-1)).toEqual(deny);
  });
});

describe("the access logs of a network", () => {
  test("trap 12(20): are on by default", () => {
    const made = network({});
    expect(made.resource("aws_cloudwatch_log_group")).toMatchObject({
      name: "/aws/vendedlogs/vpc-lattice/acme/network-internal",
      retention_in_days: 90,
    });
    expect(made.resource("aws_vpclattice_access_log_subscription").resource_identifier).toBe(
      ref("aws_vpclattice_service_network.network_internal.arn"),
    );
  });

  test("go away when the declaration says so", () => {
    const made = network({}, { accessLogs: false });
    expect(made.types).toEqual(["aws_vpclattice_auth_policy", "aws_vpclattice_service_network"]);
  });

  test("go to every destination that is declared", () => {
    const made = synthPlatform(platform).stack("network-internal");
    expect(Object.keys(made.resources("aws_vpclattice_access_log_subscription"))).toEqual([
      "network_internal_access-logs_cloudwatch",
      "network_internal_access-logs_s3",
    ]);
    expect(Object.keys(made.resources("aws_cloudwatch_log_resource_policy"))).toEqual(["log-delivery"]);
  });
});

test("a network publishes what producers and consumers need", () => {
  const made = network({ organization: true });
  expect(Object.keys(Object(made.json.output)).sort()).toEqual([
    "contract_version",
    "service_network_arn",
    "service_network_id",
    "share_arn",
  ]);
  expect(made.output("service_network_arn")).toBe(ref("aws_vpclattice_service_network.network_internal.arn"));
  expect(made.output("share_arn")).toBe(ref("aws_ram_resource_share.network_internal_share.arn"));
});
