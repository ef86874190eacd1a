import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { accessCommand } from "../../cli/access";
import { diffCommand } from "../../cli/diff";
import { NotFoundError } from "../../cli/estate/find";
import { explainCommand } from "../../cli/explain";
import { renderVerdict } from "../../cli/render-verdict";
import { reportMistake } from "../../cli/report-mistake";
import platform from "../../example";
import { synthesize } from "../../stacks/app";

jest.mock("../../cli/load-platform", () => ({
  ...jest.requireActual<object>("../../cli/load-platform"),
  loadPlatform: () => jest.requireActual<typeof import("../../example")>("../../example").default,
}));

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
    expect(text).toMatch(/npx trellis explain orders\.api payments GET \/payments/);
    expect(text).toMatch(/orders\.api +arn:aws:iam::222222222222:role\/acme-orders-api/);
    expect(text).toMatch(/any account outside +payments +no network-based policy allows it/);
    expect(text).toMatch(/anonymous +payments +a network-based policy denies it/);
    expect(text).toContain(
      "Permissions boundaries that are declared elsewhere allow what the policies of their roles allow: arn:aws:iam::222222222222:policy/acme-function-boundary",
    );
  });

  test("a role that no Terraform has can be asked about", async () => {
    const text = await run(accessCommand(), "arn:aws:iam::555555555555:role/intern", "--from", before);
    expect(text).toContain("0 of 1 callers get through to 4 services\n\nDenied whatever they send\n");
    const user = await run(accessCommand(), "arn:aws:iam::555555555555:user/bob", "--from", before);
    expect(user).toMatch(/arn:aws:iam::555555555555:user\/bob +orders +no service-based policy allows it/);
  });

  test("everybody is asked about, also who is not declared", async () => {
    const text = await run(accessCommand(), "--from", before);
    const rest = text.slice(text.indexOf("Nobody else"), text.indexOf("Callers"));
    expect(rest.trim().split(/\n +/)).toEqual([
      "Nobody else",
      "documents.api",
      "payments.api",
      `any other role of ${[1, 2, 3, 4, 5, 6].map((digit) => String(digit).repeat(12)).join(", ")}`,
      "any other account of o-a1b2c3d4e5",
      "any account outside",
    ]);
    expect(text).toContain(
      "perhaps from other VPCs, too: it cannot be known whether the association's security groups",
    );
    expect(text.match(/unknown:/g)).toBeNull();
    expect(text).toContain("/labels (with content-type: application/json* (in any case) and x-label-format: ZPL)");
    expect(text).toContain("/documents/* (unless accept: *application/pdf* (in any case))");
  });

  test.each([
    ["storefront.web", "orders", "2"],
    ["documents.api", "orders", "0"],
    ["storefront.reports", "orders", "1"],
    ["acme-storefront-web", "orders", "2"],
    [WEB, "orders", "2"],
    ["courier.dispatch", "tracking", "2"],
  ])("the caller %s by the name that it is asked by", async (name, service, rows) => {
    const found = JSON.parse(await run(accessCommand(), name, "--from", before, "--json"));
    const own = found.access.filter((row: { service: { name: string } }) => row.service.name === service);
    expect(own).toHaveLength(Number(rows));
    const declared = name.includes("web") ? "storefront.web" : name;
    for (const row of own) expect(row.caller.declared).toEqual([declared]);
  });

  test("a file of paths that is not there, or holds something else", async () => {
    const asked = (file: string) => run(accessCommand(), "--from", before, "--organization", file);
    await expect(asked("nowhere.json")).rejects.toThrow("nowhere.json: there is no such file.");
    const wrong = join(folder, "wrong.json");
    writeFileSync(wrong, '{"55":"o-a1/"}');
    await expect(asked(wrong)).rejects.toThrow("allowed: an account of 12 digits");
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
      /^orders\.api is granted and calls payments, and does not get through .*:\n +npx trellis explain orders\.api payments/,
    );
    expect(process.exitCode).toBe(1);
  });
});

describe("trellis explain", () => {
  test("every gate, with the Terraform that decides", async () => {
    const text = await run(explainCommand(), "acme-storefront-web", "orders", "GET", "/orders/1?x=1", "--from", before);
    expect(text).toContain(`storefront.web (${WEB}) to orders: GET /orders/1?x=1`);
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

  test("by the names of platform.ts", async () => {
    const text = await run(explainCommand(), "storefront.web", "orders", "POST", "/orders", "--from", before);
    expect(text).toContain(`storefront.web (${WEB}) to orders: POST /orders\nAllowed: `);
    printed = [];
    const denied = await run(explainCommand(), "payments.api", "orders", "POST", "/orders", "--from", before);
    expect(denied).toContain("Denied at the service policy, 403");
  });

  test.each([
    [["storefront.wep", "orders", "GET", "/"], 'There is no caller "storefront.wep". Did you mean "storefront.web"?'],
    [["storefront.web", "order", "GET", "/"], 'There is no service "order". Did you mean "orders"'],
    [["storefront.web", "orders", "GET", "orders"], '"orders" is no path: write one that begins with "/".'],
    [["storefront.web", "orders", "G T", "/"], '"G T" is no method: write one such as GET.'],
    [["storefront.web", "orders", "GET", "/", "--port", "x"], '"x" is no port: write a number from 1 to 65535.'],
  ])("%j", async (words, message) => {
    await expect(run(explainCommand(), ...words, "--from", before)).rejects.toThrow(message);
  });

  test("a port without a listener, and a parameter with the name of a built-in", async () => {
    const asked = ["storefront.web", "orders", "GET", "/orders?constructor=1&x=a?b"] as const;
    expect(await run(explainCommand(), ...asked, "--port", "8080", "--from", before)).toContain(
      "the service has no listener on port 8080, only on 443: nothing answers",
    );
    printed = [];
    expect(await run(explainCommand(), ...asked, "--from", before)).toContain("Allowed: ");
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

  test("everybody whom a service left on NONE lets in, in one row of a table that a pull request shows", async () => {
    const after = changed("open", "producer-orders", '"auth_type": "AWS_IAM"', '"auth_type": "NONE"');
    const text = await run(diffCommand(), before, after);
    expect(process.exitCode).toBe(2);
    expect(text).toMatch(/^## Access widens\n\n### Newly allowed\n\n\| Caller \| Service \|/);
    const members = [1, 2, 3, 4, 5].map((digit) => String(digit).repeat(12)).join(", ");
    expect(text).toMatch(
      new RegExp(
        `\\| any other role of ${members}, any other account of o-a1b2c3d4e5 \\| orders \\(internal 443\\) \\| GET `,
      ),
    );
    expect(text).not.toContain("any account outside");
    expect(text).toContain("`npx trellis explain 'any other role of 111111111111' orders GET /orders`");
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

describe("what is said is what holds", () => {
  test("what --prove takes to be so, and no name beside it", async () => {
    const text = await run(accessCommand(), "--prove", "--from", before);
    expect(text).toMatch(/^Proven: .*\n\nTaken to be so, or left out, because no Terraform/);
    printed = [];
    const found = JSON.parse(await run(accessCommand(), "--prove", "--from", before, "--json"));
    expect(found).toMatchObject({ proven: true, counterexamples: [], unsupported: [] });
    expect(found.assumptions.length).toBeGreaterThan(0);
    await expect(run(accessCommand(), "--prove", "orders", "--from", before)).rejects.toThrow(
      '--prove is about every caller and every service: leave out "orders".',
    );
  });

  /** The estate with one more statement in the policy of orders. */
  function allowing(name: string, more: object): string {
    const after = changed(name, "producer-orders", "{", "{");
    const file = join(after, "stacks", "producer-orders", "cdk.tf.json");
    const stack = JSON.parse(readFileSync(file, "utf8"));
    const attached = stack.resource.aws_vpclattice_auth_policy.service_orders_auth;
    const policy = JSON.parse(attached.policy);
    policy.Statement.push({
      Effect: "Allow",
      Principal: "*",
      Action: "vpc-lattice-svcs:Invoke",
      Resource: "*",
      ...more,
    });
    attached.policy = JSON.stringify(policy);
    writeFileSync(file, JSON.stringify(stack));
    return after;
  }

  test("a number in a header that lets everybody in is found, by --prove and by diff", async () => {
    const Condition = { NumericLessThan: { "vpc-lattice-svcs:RequestHeader/x-level": "3" } };
    const after = allowing("level", { Condition });
    expect(await run(accessCommand(), "--prove", "--from", after)).toMatch(
      /gets through to orders, and nobody granted/,
    );
    expect(process.exitCode).toBe(1);
    process.exitCode = undefined;
    printed = [];
    expect(await run(diffCommand(), before, after)).toContain("x-level: NumericLessThan 3");
    expect(process.exitCode).toBe(2);
  });

  test("a variable for what a client sets is named, and whom it may let in is unknown", async () => {
    const after = allowing("variable", { Resource: `*/$\${vpc-lattice-svcs:RequestHeader/x-team}/*` });
    const listed = await run(accessCommand(), "orders", "--from", after);
    expect(listed).toMatch(/^2 of 16 callers get through to 1 service; of \d+ more it cannot be known/);
    expect(listed).toContain(`the resource */\${vpc-lattice-svcs:RequestHeader/x-team}/*`);
    printed = [];
    const proof = await run(accessCommand(), "--prove", "--from", after);
    expect(proof).toMatch(/may get through \(a service-based policy depends on something unknown\) to orders/);
    expect(proof).toContain(`the resource */\${vpc-lattice-svcs:RequestHeader/x-team}/*`);
    expect(process.exitCode).toBe(1);
    process.exitCode = undefined;
    printed = [];
    expect(await run(diffCommand(), after, after)).toContain("## Access does not change");
    expect(process.exitCode).toBeUndefined();
    printed = [];
    expect(await run(diffCommand(), before, after)).toContain("### May be newly allowed");
    expect(process.exitCode).toBe(2);
  });

  test("a denial behind a doubt is no timeout for certain", () => {
    const verdict = {
      effect: "deny",
      gate: "network policy",
      reason: "no network-based policy allows it",
      trace: [{ gate: "security group", result: "unknown", text: "it cannot be known" }],
    } as const;
    expect(stripVTControlCharacters(renderVerdict("title", verdict, []))).toContain(
      "Denied at the network policy, 403 if it gets that far, a timeout otherwise: no network-based policy allows it",
    );
    const stopped = { ...verdict, gate: "share", trace: [] } as const;
    expect(stripVTControlCharacters(renderVerdict("title", stopped, []))).toContain(
      "Denied at the share, with a timeout:",
    );
  });

  test("an error for a machine is JSON on standard output", () => {
    const said = jest.spyOn(console, "error").mockImplementation(() => undefined);
    reportMistake(new NotFoundError("There is no caller."), ["access", "x", "--json"]);
    expect(printed.map((line) => JSON.parse(line))).toEqual([{ error: "There is no caller." }]);
    expect(said).toHaveBeenCalledWith("There is no caller.");
    expect(process.exitCode).toBe(1);
    printed = [];
    reportMistake(new NotFoundError("There is no caller."), ["access", "x"]);
    expect(printed).toEqual([]);
  });
});
