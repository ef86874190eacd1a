import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildSync } from "esbuild";
import { temporaryFolder } from "../../../support/temporary-folder";
import { CERTIFICATE, serve, type TestServer } from "./servers";

const IDLE_MS = 300;

function bundle(): string {
  const outfile = join(temporaryFolder("frozen-client"), "frozen-client.js");
  buildSync({
    entryPoints: [join(__dirname, "frozen-client.ts")],
    bundle: true,
    platform: "node",
    format: "cjs",
    outfile,
  });
  return outfile;
}

const children: ChildProcess[] = [];

function start(file: string, url: string, ...args: string[]): ChildProcess {
  const env = {
    PATH: process.env.PATH,
    ORDERS_URL: url,
    NODE_EXTRA_CA_CERTS: CERTIFICATE,
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
  };
  const child = spawn(process.execPath, [file, ...args], { env, stdio: ["pipe", "pipe", "inherit"] });
  children.push(child);
  return child;
}

async function ask(child: ChildProcess, command: string): Promise<string> {
  child.stdin?.write(`${command}\n`);
  const [answer] = await once(child.stdout as NodeJS.ReadableStream, "data");
  return `${answer}`.trim();
}

/** Lets the process stop itself, waits until the server has closed its connection, and lets it go on. */
async function askAfterFreeze(
  child: ChildProcess,
  server: TestServer,
  method: string,
  close: (server: TestServer) => void,
) {
  const answer = ask(child, `freeze ${method}`);
  await sleep(IDLE_MS);
  close(server);
  await sleep(IDLE_MS * 4);
  child.kill("SIGCONT");
  return answer;
}

const waitForIdleTimeout = () => undefined;
const closeNow = ({ server }: TestServer) => server.closeIdleConnections();

let server: TestServer;
let file: string;
let child: ChildProcess;
let connections = 0;

beforeAll(async () => {
  // Said so, Node adds no Keep-Alive header whose hint would keep clients from reusing the connection.
  const headers = { connection: "keep-alive" };
  server = await serve((_request, response) => response.writeHead(200, headers).end("{}"), { secure: true });
  // Newer Node would wait a second longer than the timeout.
  Object.assign(server.server, { keepAliveTimeout: IDLE_MS, keepAliveTimeoutBuffer: 0 });
  server.server.on("secureConnection", () => connections++);
  file = bundle();
  child = start(file, server.url);
});
afterAll(async () => {
  for (const each of children) each.kill("SIGKILL");
  await server.close();
});

test.each([
  ["GET", "idle timeout", waitForIdleTimeout],
  ["POST", "idle timeout", waitForIdleTimeout],
  ["GET", "close", closeNow],
  ["POST", "close", closeNow],
  ["POST", "idle timeout", waitForIdleTimeout],
  ["GET", "idle timeout", waitForIdleTimeout],
] as const)("a %s right after a freeze past the server's %s is answered", async (method, _how, close) => {
  const before = connections;
  expect(await ask(child, "call GET")).toBe("200");
  expect(await askAfterFreeze(child, server, method, close)).toBe("200");
  expect(connections).toBeGreaterThan(before);
});

test.each(["POST", "GET"])("a %s over an agent of the caller's own is answered too", async (method) => {
  const own = start(file, server.url, "own");
  expect(await ask(own, "call GET")).toBe("200");
  expect(await askAfterFreeze(own, server, method, waitForIdleTimeout)).toBe("200");
});

test("the same freeze costs a bare node:https agent its request", async () => {
  const bare = start(file, server.url, "bare");
  expect(await ask(bare, "call GET")).toBe("200");
  expect(await askAfterFreeze(bare, server, "GET", waitForIdleTimeout)).toBe("ECONNRESET");
});
