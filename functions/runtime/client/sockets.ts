import type { Socket } from "node:net";
import type { Eager } from "../eager";
import { type HttpAgent, HttpsAgent, type HttpsAgentOptions, plainHttp } from "./transport";

/** VPC Lattice closes a connection that is idle for a minute, and every connection after ten ("Quotas" in its guide). */
const MAX_IDLE_MS = 50_000;
const MAX_AGE_MS = 9.5 * 60_000;

/** A socket idle for this long may have been closed by the server while the process was frozen. */
const SUSPECT_IDLE_MS = 1000;

interface Times {
  readonly born: number;
  idleSince: number;
}

/** What is known of an agent, by wall clock: when it last read an answer, and when its idle connections were looked at. */
interface Watch {
  readAt: number;
  lookedAt: number;
}

const UNKNOWN: Times = { born: 0, idleSince: 0 };

/** Of connections that have answered. */
export const times = new WeakMap<Socket, Times>();
const watches = new WeakMap<HttpAgent, Watch>();

function free(agent: HttpAgent): Socket[] {
  return Object.values(agent.freeSockets).flatMap((sockets) => sockets ?? []);
}

/** Notes that a connection has answered. */
export const noteAnswer = function (agent: HttpAgent, socket: Socket): void {
  const now = Date.now();
  const watch = watches.get(agent);
  if (watch) watch.readAt = now;
  const known = times.get(socket);
  if (known) known.idleSince = now;
  else times.set(socket, { born: now, idleSince: now });
} satisfies Eager;

const newAgent = function (secure: boolean, options?: HttpsAgentOptions): HttpAgent {
  const all = { keepAlive: true, ...options };
  return secure ? new HttpsAgent(all) : new (plainHttp().Agent)(all);
} satisfies Eager;

/** Watches what others do with an agent as well. */
function listen(agent: HttpAgent): Watch {
  const watch: Watch = { readAt: 0, lookedAt: 0 };
  watches.set(agent, watch);
  agent.on("free", noteAnswer.bind(null, agent));
  return watch;
}

/**
 * An agent that keeps connections, with options such as `ca` or `maxSockets`. Like any agent that a client is given, it
 * is watched by wall clock, because frozen processes run no timers.
 */
export function keepAliveAgent(secure: boolean, options?: HttpsAgentOptions): HttpAgent {
  const agent = newAgent(secure, options);
  listen(agent);
  return agent;
}

/** Watches an agent from now on. What it has open counts as too old: nobody noted its times. */
function adopt(agent: HttpAgent): Watch {
  const watch = listen(agent);
  watch.readAt = 1;
  for (const used of Object.values(agent.sockets).flat()) if (used) times.set(used, { ...UNKNOWN });
  return watch;
}

const agents: { tls?: HttpAgent; plain?: HttpAgent } = {};

/**
 * The agent that all clients of this process share, so that services behind one host share connections. Nobody else has
 * it, so nobody listens to it: its first listener would cost a cold start 0.05 ms.
 */
export const sharedAgent = function (secure: boolean): HttpAgent {
  const key = secure ? "tls" : "plain";
  const known = agents[key];
  if (known) return known;
  const agent = newAgent(secure);
  watches.set(agent, { readAt: 0, lookedAt: 0 });
  agents[key] = agent;
  return agent;
} satisfies Eager;

function isStale(socket: Socket, now: number): boolean {
  const { born, idleSince } = times.get(socket) ?? UNKNOWN;
  // A clock that was set back says nothing about what was before.
  const old = now < idleSince || now - idleSince > MAX_IDLE_MS || now - born > MAX_AGE_MS;
  return old || !socket.writable || socket.readableEnded;
}

/** Closes all idle connections: one of them was found dead, so the others are not to be trusted. */
export function dropFree(agent: HttpAgent): void {
  for (const socket of free(agent)) socket.destroy();
}

function dropStale(agent: HttpAgent, now: number): Socket[] {
  const sockets = free(agent);
  for (const socket of sockets) if (isStale(socket, now)) socket.destroy();
  return sockets.filter((socket) => !socket.destroyed && now - (times.get(socket)?.idleSince ?? now) > SUSPECT_IDLE_MS);
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

async function settle(agent: HttpAgent): Promise<void> {
  await nextTurn();
  await nextTurn();
  dropStale(agent, Date.now());
}

function look(agent: HttpAgent, now: number, watch: Watch): Promise<void> | undefined {
  watch.lookedAt = now;
  return dropStale(agent, now).length > 0 ? settle(agent) : undefined;
}

/**
 * Closes idle connections that the server will have closed. Where one is left that has been idle for a while, returns
 * a promise: the event loop gets a turn, so that a close which arrived during a freeze is read before anything is
 * written. An agent that has read an answer within the last second was not frozen, and is looked at once a second.
 */
export const freshen = function (agent: HttpAgent): Promise<void> | undefined {
  const now = Date.now();
  const watch = watches.get(agent) ?? adopt(agent);
  const { readAt, lookedAt } = watch;
  // Before the first answer nothing is kept.
  return !readAt || Math.abs(now - Math.min(readAt, lookedAt)) < SUSPECT_IDLE_MS ? undefined : look(agent, now, watch);
} satisfies Eager;
