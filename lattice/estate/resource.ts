import type { ParsedPolicy } from "../iam/parse/parsed";
import type { Origin, Value } from "../value";

/**
 * Names one thing of an estate: the stack or file and the Terraform address, such as
 * `producer-orders/aws_vpclattice_service.orders`. The same sources give the same ids.
 */
export type Id = string;

/** What everything in an estate has. */
export interface Resource {
  readonly id: Id;
  /** Where in the Terraform it is declared. */
  readonly origin: Origin;
  /**
   * True for a thing that is only referred to, by an ARN or an id, and declared in Terraform that was not read.
   * Everything else about it is unknown. Default: false.
   */
  readonly external?: boolean;
}

/**
 * A resource with an ARN. Before the first apply AWS has not given it one: then the ARN holds a stand-in for the part
 * that AWS assigns, which is unique to this resource and the same wherever the Terraform refers to it, so that policies
 * that name the resource are decided exactly. An ARN that could be anything is an unknown.
 */
export interface ArnResource extends Resource {
  readonly arn: Value<string>;
  readonly name: Value<string>;
  /** The account that owns it, 12 digits. */
  readonly account: Value<string>;
}

/** Tags by key. Under {@link ANY_TAG} stands what all others are, when it cannot be known which ones there are. */
export type Tags = Readonly<Record<string, Value<string>>>;

/** No key of a tag has this character (Tag Editor User Guide, "Tag naming limits and requirements"). */
export const ANY_TAG = "*";

/** A policy and the Terraform resource that attaches it, with its attribute. */
export interface AttachedPolicy {
  readonly policy: ParsedPolicy;
  readonly origin: Origin;
  /** The name of an inline policy. */
  readonly name?: Value<string>;
}

/** How a service network or a service authorizes requests (VPC Lattice API, `authType`). */
export type AuthType = "NONE" | "AWS_IAM";
