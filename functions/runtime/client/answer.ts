import type { StandardSchemaV1 } from "@standard-schema/spec";
import { issuePath } from "../issue-path";
import type { RawAnswer } from "./attempt";
import { type CallFacts, LatticeError } from "./errors";

/** What a service answered, with a status below 400. */
export class Answer {
  // Only declared: fields that are made as well cost a cold start one more function.
  declare readonly status: number;
  declare private readonly raw: RawAnswer;
  declare private readonly facts: () => CallFacts;

  constructor(raw: RawAnswer, facts: () => CallFacts) {
    this.status = raw.status;
    this.raw = raw;
    this.facts = facts;
  }

  get headers(): RawAnswer["message"]["headers"] {
    return this.raw.message.headers;
  }

  /** VPC Lattice's id of the request. */
  get requestId(): string | undefined {
    return this.facts().requestId;
  }

  bytes(): Buffer {
    return this.raw.body;
  }

  text(): string {
    return this.raw.body.toString();
  }

  /** The body as JSON, not validated. Throws a LatticeError where it is none. */
  json(): unknown {
    try {
      return JSON.parse(this.text());
    } catch (cause) {
      throw this.error("the service answered what is not JSON", { cause });
    }
  }

  /** The body as JSON, validated by any Standard Schema. Throws a LatticeError that lists what does not fit. */
  async as<S extends StandardSchemaV1>(schema: S): Promise<StandardSchemaV1.InferOutput<S>> {
    const result = await schema["~standard"].validate(this.json());
    if (!result.issues) return result.value;
    const issues = result.issues.map((issue) => {
      const at = issuePath(issue);
      return at ? `${at}: ${issue.message}` : issue.message;
    });
    throw this.error(`the answer does not fit: ${issues.join("; ")}`);
  }

  private error(what: string, options?: ErrorOptions): LatticeError {
    return new LatticeError(what, { ...this.facts(), body: this.text() }, options);
  }
}
