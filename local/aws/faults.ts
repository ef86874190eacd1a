import { ApiError } from "./http/api-error";
import type { SignedRequest } from "./http/request";

/** Something that goes wrong on purpose. The first fault that fits a request is used. */
export interface Fault {
  /** Signing name (`vpc-lattice`, `ram`, `sts`, `lambda`, …). Default: any. */
  readonly service?: string;
  /** Operation as {@link operationOf} names it (`CreateService`, `AssumeRole`). Default: any. */
  readonly operation?: string;
  /** Account that the request is made in. Default: any. */
  readonly account?: string;
  /** How many requests it hits. Default: all, until removed. */
  readonly times?: number;
  /** HTTP status of the answer, with `code` as the exception's name. Without it the request goes on, after `delay`. */
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  /** Sent as Retry-After, in seconds. */
  readonly retryAfterSeconds?: number;
  /** Milliseconds before the operation; with `after`, before its answer. */
  readonly delay?: number;
  /** Waited for besides, at the same point: a test says itself when AWS goes on. */
  readonly until?: Promise<unknown>;
  /** `before` (default): nothing has happened. `after`: the operation took effect, and only its answer is lost or late. */
  readonly when?: "before" | "after";
}

/** Too many requests, as VPC Lattice says it: HTTP 429 with Retry-After. */
export function throttling(fault: Omit<Fault, "status" | "code">): Fault {
  return { retryAfterSeconds: 1, message: "Rate exceeded", ...fault, status: 429, code: "ThrottlingException" };
}

/** An error on AWS's side. */
export function internalError(fault: Omit<Fault, "status" | "code">): Fault {
  return { message: "An internal error occurred.", ...fault, status: 500, code: "InternalServerException" };
}

interface Armed {
  readonly fault: Fault;
  /** Requests that it has still to hit. */
  remaining: number;
  /** Those, and the ones that it hit whose operation has not taken effect yet. */
  waiting: number;
}

/** The faults that are waiting to happen. */
export class Faults {
  #armed: Armed[] = [];

  constructor(faults: readonly Fault[] = []) {
    for (const fault of faults) {
      this.add(fault);
    }
  }

  add(fault: Fault): void {
    const times = fault.times ?? Number.POSITIVE_INFINITY;
    this.#armed.push({ fault, remaining: times, waiting: times });
  }

  clear(): void {
    this.#armed = [];
  }

  /** How many requests the faults that do not last are still waiting for: with `after`, until the operation took effect. */
  get waiting(): number {
    return this.#armed.reduce((sum, { waiting }) => sum + (Number.isFinite(waiting) ? waiting : 0), 0);
  }

  /** Told when a request that a fault hit has come to where the fault holds it up. */
  reached(fault: Fault): void {
    const armed = this.#armed.find((each) => each.fault === fault && each.waiting > each.remaining);
    if (armed !== undefined) {
      armed.waiting -= 1;
    }
  }

  /** The fault that hits this request, used up by one. */
  take(service: string, operation: string, account: string): Fault | undefined {
    const armed = this.#armed.find(({ fault, remaining }) => remaining > 0 && fits(fault, service, operation, account));
    if (armed !== undefined) {
      armed.remaining -= 1;
    }
    return armed?.fault;
  }
}

function fits(fault: Fault, service: string, operation: string, account: string): boolean {
  return (
    (fault.service ?? service) === service &&
    (fault.operation ?? operation) === operation &&
    (fault.account ?? account) === account
  );
}

/** The error that a fault answers with; undefined for one that only delays. */
export function faultError(fault: Fault): ApiError | undefined {
  if (fault.status === undefined) {
    return undefined;
  }
  const retryAfter = fault.retryAfterSeconds;
  return new ApiError(
    fault.status,
    fault.code ?? "InternalServerException",
    fault.message ?? "Injected fault.",
    {},
    retryAfter === undefined ? {} : { "retry-after": String(retryAfter) },
  );
}

/** The operation's name where the protocol carries it (query and JSON protocols), else `METHOD /path`. */
export function operationOf(request: SignedRequest): string {
  const target = request.headers["x-amz-target"];
  if (typeof target === "string") {
    return target.split(".").at(-1) ?? target;
  }
  const form = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
  const action = form ? new URLSearchParams(request.body.toString()).get("Action") : request.query.get("Action");
  return action ?? `${request.method} ${request.path}`;
}
