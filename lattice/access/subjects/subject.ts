import type { EstateIndex } from "../../decide/index-estate";
import type { Caller } from "../../decide/request";
import type { Role } from "../../estate/estate";

/** The kinds of caller that the question "who can call" is about. */
export type SubjectKind =
  /** A role that the Terraform has. */
  | "role"
  /** One session of a role, which a policy names. */
  | "session"
  /** Roles of an account that the Terraform does not have: any other one, or one that a policy names. */
  | "other role"
  /** Users of an account, where a policy names them or tells them from roles. */
  | "user"
  /** Roles of any other account of an organization. */
  | "other account"
  /** Roles of an account outside. */
  | "outside"
  /** Whoever does not sign. */
  | "anonymous";

/** One caller, or all callers that no policy tells apart. */
export interface Subject {
  /** Equal for the same caller in two estates. */
  readonly key: string;
  readonly kind: SubjectKind;
  /** For people: an ARN, or what the callers have in common. */
  readonly label: string;
  /** 12 digits. */
  readonly account?: string;
  /** For a session: the ARN of its role. */
  readonly session?: { readonly role: string };
  /** The caller in an estate; undefined where it does not exist. */
  callerIn(index: EstateIndex): Caller | undefined;
  /** The role in an estate, for a role that the Terraform has. */
  roleIn(index: EstateIndex): Role | undefined;
}
