import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Socket } from "node:net";

/** VPC Lattice closes a connection that is idle for a minute, and every connection after ten ("Quotas" in its guide). */
const MAX_IDLE_MS = 50_000;
const MAX_AGE_MS = 9.5 * 60_000;

/** A socket idle for this long may have been closed by the server while the process was frozen. */
const SUSPECT_IDLE_MS = 1000;

interface Times {
  readonly born: number;
  idleSince: number;
}

const times = new WeakMap<Socket, Times>();

/** An agent that keeps connections and remembers, by wall clock, when each was used. Frozen processes run no timers. */
export function keepAliveAgent(secure: boolean): HttpAgent {
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  agent.on("free", (socket: Socket) => {
    const now = Date.now();
    const known = times.get(socket);
    if (known) known.idleSince = now;
    else times.set(socket, { born: now, idleSince: now });
  });
  return agent;
}

const agents = new Map<boolean, HttpAgent>();

/** The agent that all clients of this process share, so that services behind one host share connections. */
export function sharedAgent(secure: boolean): HttpAgent {
  const agent = agents.get(secure) ?? keepAliveAgent(secure);
  agents.set(secure, agent);
  return agent;
}

function free(agent: HttpAgent): Socket[] {
  return Object.values(agent.freeSockets).flatMap((sockets) => sockets ?? []);
}

function isStale(socket: Socket, now: number): boolean {
  const { born, idleSince } = times.get(socket) ?? { born: now, idleSince: now };
  const old = now - idleSince > MAX_IDLE_MS || now - born > MAX_AGE_MS;
  return old || !socket.writable || socket.readableEnded;
}

/** Closes all idle connections: one of them was found dead, so the others are not to be trusted. */
export function dropFree(agent: HttpAgent): void {
  for (const socket of free(agent)) socket.destroy();
}

function dropStale(agent: HttpAgent): Socket[] {
  const now = Date.now();
  const sockets = free(agent);
  for (const socket of sockets) if (isStale(socket, now)) socket.destroy();
  return sockets.filter((socket) => !socket.destroyed && now - (times.get(socket)?.idleSince ?? now) > SUSPECT_IDLE_MS);
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

async function settle(agent: HttpAgent): Promise<void> {
  await nextTurn();
  await nextTurn();
  dropStale(agent);
}

/**
 * Closes idle connections that the server will have closed. Where one is left that has been idle for a while, returns
 * a promise: the event loop gets a turn, so that a close which arrived during a freeze is read before anything is
 * written.
 */
export function freshen(agent: HttpAgent): Promise<void> | undefined {
  return dropStale(agent).length > 0 ? settle(agent) : undefined;
}
