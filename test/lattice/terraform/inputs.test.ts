import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ReadError } from "../../../lattice/terraform/read-error";
import { readEstate } from "../../../lattice/terraform/read-estate";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trellis-inputs-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

/** A synthesized app of stacks, each with its own content. */
function app(stacks: Readonly<Record<string, object>>): string {
  const entries = Object.keys(stacks).map((id) => [id, { synthesizedStackPath: `stacks/${id}/cdk.tf.json` }]);
  write("app/manifest.json", { version: "0.21.0", stacks: Object.fromEntries(entries) });
  for (const [id, content] of Object.entries(stacks))
    write(`app/stacks/${id}/cdk.tf.json`, { ...PROVIDER, ...content });
  return join(folder, "app");
}

/** An expression in Terraform's JSON syntax. */
function expression(text: string): string {
  return `\${${text}}`;
}

const PROVIDER = { provider: { aws: [{ region: "us-east-1", allowed_account_ids: ["111111111111"] }] } };
const service = (body: object) => ({ resource: { aws_vpclattice_service: { one: { name: "one", ...body } } } });
const policy = (body: unknown) => ({
  resource: {
    aws_vpclattice_service: { one: { name: "one", auth_type: "AWS_IAM" } },
    aws_vpclattice_auth_policy: {
      one: { resource_identifier: expression("aws_vpclattice_service.one.arn"), policy: body },
    },
  },
});

/** The mistakes, with the folder taken out. */
function mistakes(...paths: readonly string[]): readonly string[] {
  try {
    readEstate(paths);
  } catch (error) {
    if (error instanceof ReadError) return error.mistakes.map((one) => one.replaceAll(folder, "."));
    throw error;
  }
  return [];
}

describe("input that cannot be read", () => {
  test("a folder without a manifest", () => {
    mkdirSync(join(folder, "empty"));
    expect(mistakes(join(folder, "empty"))).toEqual([
      './empty: a folder without manifest.json. Name the folder that "npx trellis synth" or "cdktf synth" wrote, or a plan as JSON.',
    ]);
  });

  test.each([
    ["truncated JSON", '{"format_version": "1.2", "values": {', /^\.\/in\.json: not JSON \(.*\)\. Is it complete\?$/],
    ["a saved plan", "PK\u0003\u0004...", /It is a saved plan: turn it into JSON with "terraform show -json FILE/],
    ["the log of a plan", '{"@level":"info"}\n{"@level":"info"}', /It is the log of "terraform plan -json"/],
    [
      "a plan of another version",
      { format_version: "2.0", resource_changes: [] },
      /^\.\/in\.json: format version 2\.0, but only 1\.x/,
    ],
    [
      "a state file as Terraform keeps it",
      { version: 4, lineage: "x", resources: [] },
      /a state file as Terraform keeps it/,
    ],
    ["a list", "[]", /^\.\/in\.json: JSON, but not an object/],
    ["something else", { hello: 1 }, /^\.\/in\.json: neither a plan nor a state nor a configuration/],
    ["a manifest", { version: "0.21.0", stacks: {} }, /^\.\/in\.json: a manifest\. Name the folder/],
  ])("%s", (_, content, message) => {
    const [mistake, ...others] = mistakes(write("in.json", content));
    expect(mistake).toMatch(message);
    expect(others).toEqual([]);
  });

  test("a file that is not there", () => {
    expect(mistakes(join(folder, "missing.json"))).toEqual(["./missing.json: there is no such file."]);
  });

  test("a policy that is not a policy, with every mistake in it", () => {
    const bad = { Statement: [{ Effect: "allow", Principal: "*", Action: "vpc-lattice-svcs:Invok", Resource: "*" }] };
    const found = mistakes(app({ a: policy(JSON.stringify(bad)) }));
    expect(found).toHaveLength(2);
    for (const one of found)
      expect(one).toMatch(
        /^\.\/app\/stacks\/a\/cdk\.tf\.json: aws_vpclattice_auth_policy\.one\.policy: \/Statement\/0/,
      );
    expect(mistakes(app({ a: policy("not JSON") }))[0]).toMatch(/text that is not JSON/);
    expect(mistakes(app({ a: policy(["x"]) }))[0]).toMatch(/a policy that is not a policy document/);
  });

  test("a reference to nothing, with the nearest name", () => {
    const { resource } = policy("{}");
    resource.aws_vpclattice_auth_policy.one.resource_identifier = expression("aws_vpclattice_service.on.arn");
    expect(mistakes(app({ a: { resource } }))[0]).toBe(
      "./app/stacks/a/cdk.tf.json: aws_vpclattice_auth_policy.one.resource_identifier refers to aws_vpclattice_service.on, which does not exist. Did you mean aws_vpclattice_service.one?",
    );
    expect(mistakes(app({ a: service({ name: expression("local.nme") }) }))[0]).toMatch(
      /refers to local\.nme, which does not exist/,
    );
  });

  test("an output that the other stack does not have", () => {
    const data = { terraform_remote_state: { b: { backend: "local", config: { path: "../../b.tfstate" } } } };
    const b = { terraform: { backend: { local: { path: "../../b.tfstate" } } }, output: { name: { value: "x" } } };
    const name = expression("data.terraform_remote_state.b.outputs.nme");
    expect(mistakes(app({ a: { data, ...service({ name }) }, b }))[0]).toMatch(
      /refers to data\.terraform_remote_state\.b\.outputs\.nme, but the stack b has no output "nme" \(it has name\)/,
    );
  });

  test("a cycle", () => {
    const locals = { a: expression("local.b"), b: expression("local.a") };
    expect(mistakes(app({ a: { locals, ...service({ name: expression("local.a") }) } }))[0]).toBe(
      "./app/stacks/a/cdk.tf.json: these refer to each other in a cycle: local.a -> local.b -> local.a.",
    );
  });

  test("a function that Terraform does not have", () => {
    expect(mistakes(app({ a: service({ name: expression('fooo("x")') }) }))).toEqual([
      './app/stacks/a/cdk.tf.json: aws_vpclattice_service.one.name: there is no function "fooo". Did you mean "floor"?',
    ]);
    expect(mistakes(app({ a: service({ name: expression('provider::aws::arn_build("x")') }) }))).toEqual([]);
  });

  test("a misspelt attribute is unknown, and remarked upon", () => {
    const { resource } = policy(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
    );
    resource.aws_vpclattice_auth_policy.one.resource_identifier = expression("aws_vpclattice_service.one.arm");
    const { estate, assumptions } = readEstate([app({ a: { resource } })]);
    expect(estate.services[0]?.authPolicy?.policy.opaque?.reason).toBe("only apply tells whether it is this policy");
    expect(assumptions).toEqual([
      expect.stringMatching(/^aws_vpclattice_service\.one\.arm in .*stacks\/a.* Did you mean "arn"\?$/),
    ]);
  });

  test("two stacks that claim the same service", () => {
    const [mistake] = mistakes(app({ a: service({}), b: service({}) }));
    expect(mistake).toMatch(
      /the service "one" of account 111111111111 is claimed twice: by aws_vpclattice_service\.one in \.\/app\/stacks\/a.* and .*stacks\/b/,
    );
  });

  test("an auth type that does not exist", () => {
    expect(mistakes(app({ a: service({ auth_type: "IAM" }) }))[0]).toMatch(/found "IAM"; allowed: "NONE", "AWS_IAM"/);
  });

  test("mistakes in several inputs are reported together", () => {
    expect(mistakes(join(folder, "one.json"), join(folder, "two.json"))).toHaveLength(2);
  });
});

describe("configurations", () => {
  test("count, for_each and dynamic blocks", () => {
    const resource = {
      aws_vpc: { many: { count: 2, cidr_block: expression('format("10.%d.0.0/16", count.index)') } },
      aws_vpclattice_service: { each: { for_each: expression('toset(["a", "b"])'), name: expression("each.key") } },
      aws_security_group: {
        open: {
          vpc_id: expression("aws_vpc.many[1].id"),
          dynamic: {
            ingress: {
              for_each: [80, 443],
              content: {
                protocol: "tcp",
                from_port: expression("ingress.value"),
                to_port: expression("ingress.value"),
              },
            },
          },
        },
      },
    };
    const { estate } = readEstate([app({ a: { resource } })]);
    expect(estate.vpcs.map(({ id, cidrs }) => [id, cidrs])).toEqual([
      ["a/aws_vpc.many[0]", ["10.0.0.0/16"]],
      ["a/aws_vpc.many[1]", ["10.1.0.0/16"]],
    ]);
    expect(estate.services.map(({ id, name }) => [id, name])).toEqual([
      ['a/aws_vpclattice_service.each["a"]', "a"],
      ['a/aws_vpclattice_service.each["b"]', "b"],
    ]);
    expect(estate.securityGroups[0]?.ingress.map(({ fromPort }) => fromPort)).toEqual([80, 443]);
  });

  test("where only apply tells how many there are, nothing is certain", () => {
    const allow = { Effect: "Allow", Principal: "*", Action: "vpc-lattice-svcs:Invoke", Resource: "*" };
    const [service, network] = ["aws_vpclattice_service.one", "aws_vpclattice_service_network.net"];
    const resource = {
      aws_vpclattice_service_network: { net: { name: "net", auth_type: "NONE" } },
      aws_vpclattice_service: { one: { name: "one", auth_type: "AWS_IAM" } },
      aws_vpclattice_auth_policy: {
        one: {
          count: expression("var.number"),
          resource_identifier: expression(`${service}.arn`),
          policy: JSON.stringify({ Version: "2012-10-17", Statement: [allow] }),
        },
      },
      aws_vpclattice_service_network_service_association: {
        one: {
          for_each: expression("toset([for name in [var.number] : name if name != null])"),
          service_identifier: expression(`${service}.id`),
          service_network_identifier: expression(`${network}.id`),
        },
      },
    };
    const { estate } = readEstate([app({ a: { variable: { number: {} }, resource } })]);
    expect(estate.services[0]?.authPolicy?.policy.opaque?.reason).toBe("only apply tells whether it is this policy");
    expect(estate.serviceAssociations).toMatchObject([{ account: { kind: "unknown" } }]);
  });

  test("contracts across stacks by state in S3, and one of a stack that was not read", () => {
    const remote = (key: string) => ({ backend: "s3", config: { bucket: "states", key, region: "us-east-1" } });
    const backend = (key: string) => ({ terraform: { backend: { s3: { bucket: "states", key } } } });
    const association = (id: string) => ({
      service_identifier: expression("aws_vpclattice_service.one.id"),
      service_network_identifier: expression(`data.terraform_remote_state.${id}.outputs.network`),
    });
    const { estate } = readEstate([
      app({
        network: {
          ...backend("network"),
          resource: { aws_vpclattice_service_network: { n: { name: "n" } } },
          output: { network: { value: expression("aws_vpclattice_service_network.n.arn") } },
        },
        producer: {
          ...backend("producer"),
          data: { terraform_remote_state: { near: remote("network"), far: remote("elsewhere") } },
          resource: {
            aws_vpclattice_service: { one: { name: "one" } },
            aws_vpclattice_service_network_service_association: { near: association("near"), far: association("far") },
          },
        },
      }),
    ]);
    expect(estate.serviceAssociations.map(({ network }) => network)).toEqual([
      "network/aws_vpclattice_service_network.n",
      expect.stringContaining("data.terraform_remote_state.far.outputs.network"),
    ]);
    expect(estate.networks[1]).toMatchObject({ external: true, arn: { kind: "unknown", reason: expect.any(String) } });
  });
});

describe("states", () => {
  const arn = (kind: string) => `arn:aws:vpc-lattice:us-east-1:111111111111:${kind}`;
  const resource = (type: string, values: object) => ({
    address: `${type}.this`,
    mode: "managed",
    type,
    name: "this",
    values,
  });

  test("resources link by the ids that AWS gave them, and what was associated may stay so", () => {
    const state = {
      format_version: "1.0",
      values: {
        root_module: {
          resources: [
            resource("aws_vpclattice_service", {
              id: "svc-1",
              arn: arn("service/svc-1"),
              name: "one",
              auth_type: "AWS_IAM",
              dns_entry: [{ domain_name: "one.example" }],
            }),
            resource("aws_vpclattice_auth_policy", {
              resource_identifier: arn("service/svc-1"),
              policy:
                '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
            }),
            resource("aws_vpclattice_service_network_service_association", {
              id: "snsa-1",
              arn: arn("servicenetworkserviceassociation/snsa-1"),
              service_identifier: "svc-1",
              service_network_identifier: "arn:aws:vpc-lattice:us-east-1:222222222222:servicenetwork/sn-9",
            }),
          ],
          child_modules: [
            {
              resources: [
                resource("aws_vpclattice_listener", {
                  listener_id: "listener-1",
                  service_identifier: "svc-1",
                  protocol: "HTTP",
                  port: 8080,
                  name: "http",
                  default_action: [{ fixed_response: [{ status_code: 404 }], forward: [] }],
                }),
              ],
            },
          ],
        },
      },
    };
    const { estate } = readEstate([write("state.json", state)]);
    expect(estate.services[0]).toMatchObject({
      account: "111111111111",
      dnsName: "one.example",
      listeners: [{ port: 8080 }],
    });
    expect(estate.services[0]?.authPolicy).toBeDefined();
    expect(estate.networks[0]).toMatchObject({ external: true, account: "222222222222" });
    expect(estate.shares).toMatchObject([{ name: "made before", principals: ["111111111111"] }]);
  });
});
