import type { Account } from "./account";

/** A resource that a stack wants to make, and that an earlier deploy may have made. */
export interface Wanted {
  readonly address: string;
  /** As the plan has them; what is only known after an apply is missing. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The tags that tell what this stack makes from everything else: `trellis:stack` and `trellis:platform`. */
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch at which the earlier deploy began to make it; undefined if nobody knows. */
  readonly begun?: number;
  readonly account: Account;
}

/** Something in AWS that may be what is wanted. */
export interface Candidate {
  /** As `terraform import` takes it. */
  readonly id: string;
  /** As a person finds it, where that is not the id. */
  readonly named?: string;
  /** What AWS says of it, where it is still being made or could not be made: `CREATE_IN_PROGRESS`, `CREATE_FAILED`. */
  readonly status?: string;
  /** Why it is this stack's though it has no tags, where that is certain. */
  readonly proven?: boolean;
}

/** What shows that a resource is this stack's, once the provider has read it. */
export type Proof =
  /** It has the stack's tags. */
  | "tags"
  /** It has no tags, and is part of what the stack has in its state: its id names that. */
  | "part"
  /** It has no tags, and is exactly what the stack wants: the plan changes nothing about it. */
  | "same";

/** How resources of a type are taken in. */
export type Kind =
  /** Making it a second time is making it once: there is nothing to take in. */
  | { readonly again: true }
  /** Its id follows from what is planned; undefined while that is not known. */
  | { readonly id: (wanted: Wanted) => string | undefined; readonly proof: Proof }
  /** AWS is asked for it: what may be it, the likeliest first. @throws LookupError */
  | {
      readonly find: (wanted: Wanted) => Promise<readonly Candidate[]>;
      readonly proof: Proof;
      /** What the provider does after AWS has made it, and nobody does when it is taken in. @throws LookupError */
      readonly complete?: (wanted: Wanted, id: string) => Promise<void>;
    };

/** A planned text; undefined where it is none or not known yet. */
export function text({ values }: Wanted, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Planned texts joined to an id; undefined if one is not known. */
export function joined(separator: string, ...names: readonly string[]): (wanted: Wanted) => string | undefined {
  return (wanted) => {
    const parts = names.flatMap((name) => text(wanted, name) ?? []);
    return parts.length === names.length ? parts.join(separator) : undefined;
  };
}
