import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildSync } from "esbuild";
import { until } from "../../../support/commands";
import { temporaryFolder } from "../../../support/temporary-folder";
import { CERTIFICATE, serve, type TestServer } from "./servers";

/** A connection that was idle for a second is suspected; a server that closes one waits for longer. */
const LONG_ENOUGH_MS = 1200;

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

/** Whether a process has stopped; not everywhere where there is `/proc` there is `ps`. */
function isStopped({ pid }: ChildProcess): boolean {
  if (process.platform === "linux") return / T /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  return spawnSync("ps", ["-o", "state=", "-p", String(pid)], { encoding: "utf8" })
    .stdout.trim()
    .startsWith("T");
}

/** Lets the process stop itself, closes its connection meanwhile, and lets it go on. */
async function askAfterFreeze(child: ChildProcess, method: string, close: () => void) {
  const answer = ask(child, `freeze ${method}`);
  await until("the process has stopped", () => isStopped(child), 50);
  const isClosed = () => {
    close();
    return open.size === 0;
  };
  await until("its connection is closed", isClosed, 50);
  await sleep(LONG_ENOUGH_MS);
  child.kill("SIGCONT");
  return answer;
}

/** What the server does with a connection that was idle for longer than its `keepAliveTimeout`. */
const timeOut = () => {
  for (const socket of open) socket.setTimeout(1);
};
const closeNow = () => server.server.closeIdleConnections();

let server: TestServer;
const open = new Set<Socket>();
let file: string;
let child: ChildProcess;
let connections = 0;

beforeAll(async () => {
  // Said so, Node adds no Keep-Alive header whose hint would keep clients from reusing the connection.
  const headers = { connection: "keep-alive" };
  server = await serve((_request, response) => response.writeHead(200, headers).end("{}"), { secure: true });
  server.server.on("secureConnection", (socket: Socket) => {
    connections++;
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  file = bundle();
  child = start(file, server.url);
});
afterAll(async () => {
  for (const each of children) each.kill("SIGKILL");
  await server.close();
});

test.each([
  ["GET", "idle timeout", timeOut],
  ["POST", "idle timeout", timeOut],
  ["GET", "close", closeNow],
  ["POST", "close", closeNow],
  ["POST", "idle timeout", timeOut],
  ["GET", "idle timeout", timeOut],
] as const)("a %s right after a freeze past the server's %s is answered", async (method, _how, close) => {
  const before = connections;
  expect(await ask(child, "call GET")).toBe("200");
  expect(await askAfterFreeze(child, method, close)).toBe("200");
  expect(connections).toBeGreaterThan(before);
});

test.each(["POST", "GET"])("a %s over an agent of the caller's own is answered too", async (method) => {
  const own = start(file, server.url, "own");
  expect(await ask(own, "call GET")).toBe("200");
  expect(await askAfterFreeze(own, method, timeOut)).toBe("200");
});

test("the same freeze costs a bare node:https agent its request", async () => {
  const bare = start(file, server.url, "bare");
  expect(await ask(bare, "call GET")).toBe("200");
  expect(await askAfterFreeze(bare, "GET", timeOut)).toBe("ECONNRESET");
});
