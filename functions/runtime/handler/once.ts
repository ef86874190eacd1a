import { createHash } from "node:crypto";
import { Problem } from "./problem";
import type { Reply } from "./reply";
import type { LatticeRequest } from "./request";

interface Entry {
  readonly fingerprint: string;
  readonly reply: Promise<Reply>;
}

const CAPACITY = 1000;

/**
 * Runs a request with an `idempotency-key` once: the same key with the same body gets the first reply again, another
 * body 422, no key 400 (the IETF's Idempotency-Key header field). A run that fails may be repeated. Replies are kept
 * in this instance's memory; a service whose instances must agree keeps them in its table.
 */
export class Once {
  readonly #entries = new Map<string, Entry>();

  run(request: LatticeRequest, serve: () => Promise<Reply>): Promise<Reply> {
    const key = request.header("idempotency-key");
    if (!key)
      throw new Problem(400, "Send an idempotency-key header, new for each request and the same for its repeats");
    const fingerprint = createHash("sha256").update(request.path).update("\0").update(request.body).digest("hex");
    const known = this.#entries.get(key);
    if (known && known.fingerprint !== fingerprint)
      throw new Problem(422, "This idempotency-key belongs to another request");
    return known?.reply ?? this.#start(key, fingerprint, serve);
  }

  #start(key: string, fingerprint: string, serve: () => Promise<Reply>): Promise<Reply> {
    const reply = serve();
    this.#entries.set(key, { fingerprint, reply });
    reply.catch(() => this.#entries.delete(key));
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > CAPACITY && oldest !== undefined) this.#entries.delete(oldest);
    return reply;
  }
}
