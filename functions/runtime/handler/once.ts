import { createHash } from "node:crypto";
import { readCaller } from "./caller";
import { Problem } from "./problem";
import type { Reply } from "./reply";
import type { LatticeRequest } from "./request";

interface Entry {
  readonly fingerprint: string;
  readonly reply: Promise<Reply>;
}

const CAPACITY = 1000;

const hash = (...parts: readonly unknown[]) => createHash("sha256").update(JSON.stringify(parts)).digest("base64url");

/**
 * Runs a request with an `idempotency-key` once: the same key with the same method, path, query and body gets the
 * first reply again, another request 422, no key 400 (the IETF's Idempotency-Key header field). A run that fails, by
 * throwing or by an answer of 429 or 5xx, which clients repeat, may be repeated. It is given an id, the same for a request
 * and its repeats on any instance (43 characters, base64url), for what the service makes and asks of others. Keys belong
 * to their caller, the principal that VPC Lattice has verified, session included (a function's session is named after it,
 * so its instances share one); where there is none, to all anonymous callers of a VPC. The last 1000 replies are kept, in
 * this instance's memory; a service whose instances must agree keeps them in its table.
 */
export class Once {
  readonly #entries = new Map<string, Entry>();

  run(request: LatticeRequest, serve: (id: string) => Promise<Reply>): Promise<Reply> {
    const key = request.header("idempotency-key");
    if (!key)
      throw new Problem(400, "Send an idempotency-key header, new for each request and the same for its repeats");
    const { method, path, query, body, isBase64Encoded } = request;
    const { principal, sourceVpcArn } = readCaller(request);
    const owned = hash(principal ? { principal } : { sourceVpcArn }, key);
    const fingerprint = hash(method, path, Object.entries(query), isBase64Encoded, body);
    const known = this.#entries.get(owned);
    if (known && known.fingerprint !== fingerprint)
      throw new Problem(422, "This idempotency-key belongs to another request");
    return known?.reply ?? this.#start(owned, fingerprint, serve);
  }

  #start(key: string, fingerprint: string, serve: (id: string) => Promise<Reply>): Promise<Reply> {
    const entry = { fingerprint, reply: serve(key) };
    this.#entries.set(key, entry);
    const forget = () => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    };
    entry.reply.then(({ status }) => (status === 429 || status > 499) && forget()).catch(forget);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > CAPACITY && oldest !== undefined) this.#entries.delete(oldest);
    return entry.reply;
  }
}
