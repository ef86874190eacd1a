import type { ServiceNetwork } from "../estate/network";
import type { Listener, Service } from "../estate/service";
import type { Routing } from "../routing/route";
import type { Origin, Unknown } from "../value";

/** What a request has to pass, in this order. */
export const GATES = [
  "association",
  "share",
  "security group",
  "host",
  "listener",
  "headers",
  "network policy",
  "service policy",
  "identity policy",
  "rule",
] as const;

/** One of the things that a request has to pass. */
export type Gate = (typeof GATES)[number];

/** What happened at one gate. */
export interface Step {
  readonly gate: Gate;
  readonly result: "pass" | "stop" | "unknown";
  /** One sentence for a person. */
  readonly text: string;
  /** The Terraform that decided. */
  readonly origin?: Origin;
  /** The statement that decided, for the gates with a policy: its Sid and its JSON pointer in the document. */
  readonly statement?: { readonly sid?: string; readonly pointer: string };
  /** What would have to be known. */
  readonly unknowns?: readonly Unknown[];
}

/** What VPC Lattice does with a request. */
export interface Verdict {
  /** `allow` when the request gets a route, be it to a target or to a fixed response. */
  readonly effect: "allow" | "deny" | "unknown";
  /** The gate that stopped it or cannot be decided. */
  readonly gate?: Gate;
  /**
   * The status that VPC Lattice answers itself: 400, 403, 404, or a fixed response. Undefined when a target answers,
   * when it cannot be known, and when nothing answers at all, which the client sees as a timeout.
   */
  readonly status?: number;
  /** The body of a 403, as VPC Lattice writes it. */
  readonly body?: string;
  /** `authDeniedReason` in the access log. */
  readonly authDeniedReason?: "Network" | "Service" | "Identity";
  /** Why, in one sentence: the text of the last step. */
  readonly reason: string;
  readonly network?: ServiceNetwork;
  readonly service?: Service;
  readonly listener?: Listener;
  /** Where the request goes, when it is let through. */
  readonly routing?: Routing;
  /** What happened at every gate up to the one that decided. */
  readonly trace: readonly Step[];
}
