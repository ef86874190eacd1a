import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { accessCommand } from "../../cli/access";
import { diffCommand } from "../../cli/diff";
import { NotFoundError } from "../../cli/estate/find";
import { explainCommand } from "../../cli/explain";
import platform from "../../platform";
import { synthesize } from "../../stacks/app";

/** The example estate, synthesized once, with what no Terraform says about its organization. */
let folder: string;
let before: string;
let organization: string;
let printed: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trellis-access-"));
  before = join(folder, "before");
  organization = join(folder, "organization.json");
  await synthesize(platform, { outdir: before });
  writeFileSync(organization, '{"444444444444":"o-a1b2c3d4e5/r-ab12/ou-ab12-shippers/","666666666666":null}');
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  printed = [];
  jest.spyOn(console, "log").mockImplementation((line: string) => void printed.push(line));
  process.exitCode = undefined;
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

const WEB = "arn:aws:iam::555555555555:role/acme-storefront-web";

async function run(command: ReturnType<typeof accessCommand>, ...args: readonly string[]): Promise<string> {
  await command.exitOverride().parseAsync(["--organization", organization, ...args], { from: "user" });
  return stripVTControlCharacters(printed.join("\n"));
}

/** A copy of the synthesized estate with one text replaced in one stack. */
function changed(name: string, stack: string, from: string, to: string): string {
  const copy = join(folder, name);
  cpSync(before, copy, { recursive: true });
  const file = join(copy, "stacks", stack, "cdk.tf.json");
  const text = readFileSync(file, "utf8");
  if (!text.includes(from)) throw new Error(`${stack} does not contain ${from}`);
  writeFileSync(file, text.replaceAll(from, to));
  return copy;
}

describe("trellis access", () => {
  test("who can call what, and nobody else", async () => {
    const found = JSON.parse(await run(accessCommand(), "--from", before, "--json"));
    const lines = found.access.map(
      (row: {
        caller: { name: string };
        service: { name: string };
        port: number;
        effect: string;
        requests: { methods: string[]; paths: string[] }[];
      }) =>
        [
          row.caller.name,
          row.service.name,
          row.port,
          row.effect,
          ...row.requests.map(({ methods, paths }) => `${methods} ${paths}`),
        ].join(" "),
    );
    expect([...new Set(lines)].sort()).toEqual([
      "anonymous tracking 443 allow GET /status",
      "anonymous tracking 443 unknown GET /status",
      "arn:aws:iam::222222222222:role/acme-orders-api payments 443 allow GET,POST /payments,/payments/*",
      "arn:aws:iam::444444444444:role/sorter tracking 443 allow GET,PATCH /parcels/*",
      "arn:aws:iam::444444444444:role/sorter tracking 443 allow POST /labels",
      "arn:aws:iam::444444444444:role/sorter tracking 443 unknown GET,PATCH /parcels/*",
      "arn:aws:iam::444444444444:role/sorter tracking 443 unknown POST /labels",
      "arn:aws:iam::555555555555:role/acme-storefront-web documents 443 allow GET,PUT /documents/*",
      "arn:aws:iam::555555555555:role/acme-storefront-web documents 8080 allow GET,PUT /documents/*",
      "arn:aws:iam::555555555555:role/acme-storefront-web orders 443 allow GET /orders,/orders/*",
      "arn:aws:iam::555555555555:role/acme-storefront-web orders 443 allow POST /orders,/orders/*",
      "arn:aws:iam::555555555555:role/reports orders 443 allow GET /orders",
      "arn:aws:iam::666666666666:role/dispatch tracking 443 allow GET,PATCH /parcels/*",
      "arn:aws:iam::666666666666:role/dispatch tracking 443 unknown GET,PATCH /parcels/*",
    ]);
    expect(found.unsupported).toEqual([]);
  });

  test("one service in full: why everybody else is denied", async () => {
    const text = await run(accessCommand(), "payments", "--from", before);
    expect(text).toContain("1 of 16 callers get through to 1 service");
    expect(text).toMatch(/npx trellis explain arn:aws:iam::222222222222:role\/acme-orders-api payments GET \/payments/);
    expect(text).toMatch(/any account outside +payments +no network-based policy allows it/);
    expect(text).toMatch(/anonymous +payments +a network-based policy denies it/);
    expect(text).toContain(
      "The permissions boundary arn:aws:iam::222222222222:policy/acme-function-boundary is declared elsewhere: it is taken",
    );
  });

  test("a role that no Terraform has can be asked about", async () => {
    const text = await run(accessCommand(), "arn:aws:iam::555555555555:role/intern", "--from", before);
    expect(text).toContain("0 of 1 callers get through to 4 services");
  });

  test("a name that does not exist", async () => {
    const asked = run(accessCommand(), "paymets", "--from", before);
    await expect(asked).rejects.toThrow(NotFoundError);
    await expect(asked).rejects.toThrow('There is no caller and no service "paymets". Did you mean "payments"?');
  });

  test("exactly what is granted gets through, and a hole is a counterexample to replay", async () => {
    expect(await run(accessCommand(), "--prove", "--from", before)).toMatch(/^Proven: exactly what is granted/);
    expect(process.exitCode).toBeUndefined();
    printed = [];
    const hole = changed("hole", "producer-payments", "/payments/*", "/payments/x*");
    const text = await run(accessCommand(), "--prove", "--from", hole);
    expect(text).toMatch(
      /acme-orders-api is granted and calls payments, and does not get through .*:\n +npx trellis explain/,
    );
    expect(process.exitCode).toBe(1);
  });
});

describe("trellis explain", () => {
  test("every gate, with the Terraform that decides", async () => {
    const text = await run(explainCommand(), "acme-storefront-web", "orders", "GET", "/orders/1?x=1", "--from", before);
    expect(text).toContain(`${WEB} to orders: GET /orders/1?x=1`);
    expect(text).toContain("Allowed: the rule priority-10");
    const gates = [
      "association",
      "share",
      "security group",
      "host",
      "listener",
      "network policy",
      "service policy",
      "identity policy",
      "rule",
    ];
    for (const gate of gates) expect(text).toMatch(new RegExp(`\\n  ${gate} +pass `));
    expect(text).toMatch(
      /\/Statement\/0 of aws_vpclattice_auth_policy\.service_orders_auth\.policy in .*producer-orders/,
    );
  });

  test("a denial with the sentence of VPC Lattice", async () => {
    const text = await run(explainCommand(), "acme-storefront-web", "orders", "DELETE", "/orders/1", "--from", before);
    expect(text).toMatch(/Denied at the service policy, 403: no service-based policy allows it/);
    expect(text).toMatch(
      /User: arn:aws:sts::555555555555:assumed-role\/acme-storefront-web\/session is not authorized to perform: vpc-lattice-svcs:Invoke/,
    );
  });

  test("a permissions boundary counts where its Terraform is read", async () => {
    const policy = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"logs:*","Resource":"*"}}';
    const boundary = JSON.stringify({ boundary: { name: "acme-function-boundary", policy } });
    const bounded = changed(
      "bounded",
      "consumer-storefront",
      '"resource": {',
      `"resource": {"aws_iam_policy": ${boundary},`,
    );
    const text = await run(explainCommand(), "acme-storefront-web", "orders", "GET", "/orders", "--from", bounded);
    expect(text).toMatch(/Denied at the identity policy, 403: no permissions boundary allows it/);
  });

  test("a header that is none", async () => {
    await expect(
      run(explainCommand(), "anonymous", "orders", "GET", "/", "--header", "nothing", "--from", before),
    ).rejects.toThrow('"nothing" is no header');
  });
});

describe("trellis diff", () => {
  test("the same estate does not change", async () => {
    expect(await run(diffCommand(), before, before)).toContain("## Access does not change");
    expect(process.exitCode).toBeUndefined();
  });

  test("wider access is exit code 2, with a witness that only the new estate lets through", async () => {
    const after = changed("wider", "producer-orders", "service_orders.arn}/orders/*", "service_orders.arn}/*");
    const wider = changed(
      "wider-caller",
      "consumer-storefront",
      "services.orders.arn}/orders/*",
      "services.orders.arn}/*",
    );
    cpSync(join(wider, "stacks", "consumer-storefront"), join(after, "stacks", "consumer-storefront"), {
      recursive: true,
    });
    const found = JSON.parse(await run(diffCommand(), before, after, "--json"));
    expect(process.exitCode).toBe(2);
    expect(found.widens).toBe(true);
    expect(found.changes.map((change: { kind: string }) => change.kind)).toEqual(expect.arrayContaining(["allowed"]));
    const [{ caller, requests }] = found.changes;
    expect(caller.name).toBe(WEB);
    printed = [];
    const { method, path } = requests[0].witness;
    expect(await run(explainCommand(), WEB, "orders", method, path, "--from", before)).toContain("Denied");
    printed = [];
    expect(await run(explainCommand(), WEB, "orders", method, path, "--from", after)).toContain("Allowed");
  });

  test("narrower access and other routes are shown, and do not widen", async () => {
    const after = changed("narrower", "producer-payments", '[\\"GET\\",\\"POST\\"]', '\\"GET\\"');
    const text = await run(diffCommand(), before, after);
    expect(text).toContain("## Access changes, and does not widen");
    expect(text).toMatch(/### Newly denied[\s\S]*\| POST \| \/payments, \/payments\/\\\* \| allowed, to payments-api-/);
    expect(process.exitCode).toBeUndefined();
    printed = [];
    const rerouted = changed("rerouted", "producer-orders", '"weight": 90', '"weight": 30');
    expect(await run(diffCommand(), before, rerouted)).toMatch(/### Rerouted[\s\S]*90 %[\s\S]*75 %/);
    expect(process.exitCode).toBeUndefined();
  });
});
