import { shellQuoted } from "../../stacks/shell-quoted";
import type { Ended } from "./stack-folder";

/** What to know after Terraform was killed. */
export function killedSentence(stack: string, unfinished: readonly string[]): string {
  const onTheWay =
    unfinished.length > 0
      ? ` On their way were, and may be in AWS without being in the state: ${unfinished.join(", ")}.`
      : "";
  return `Terraform was killed while it worked on ${stack}. What it had written into the state is kept.${onTheWay} Run this again: it goes on from there, and takes in what AWS already has of them.`;
}

/** What to know after Terraform was interrupted. */
export function interruptedSentence(stack: string, { operation }: Ended): string {
  const doubtful = operation.doubtful;
  if (doubtful.length === 0) return "Interrupted: what AWS had answered is in the state.";
  return `Interrupted: what AWS had answered is in the state of ${stack}. Not waited for were, and may be in AWS without being in the state: ${doubtful.join(", ")}. Run this again: it goes on from there, and takes in what AWS already has of them.`;
}

/** What AWS lets an account have twice under one name; of everything else that stacks make, it refuses a second one. */
const twiceAllowed = [
  "aws_ram_resource_share.",
  "aws_vpc.",
  "aws_route_table.",
  "aws_route53_zone.",
  // The provider makes up a new name each time.
  "aws_s3_bucket.",
];

/**
 * What may be left over of a deploy that was killed or interrupted, though this one ended well: but for what was looked up,
 * which AWS does not have.
 */
export function leftOver(
  stack: string,
  { begunBefore = [], command = "terraform" }: Ended,
  looked: ReadonlySet<string> = new Set(),
): string[] {
  const addresses = begunBefore.filter(
    (address) => !looked.has(address) && twiceAllowed.some((type) => address.startsWith(type)),
  );
  return addresses.map(
    (address) =>
      `An earlier deploy of ${stack} was killed or interrupted while it made ${address}, and this one made it again. One that no state knows may be left over: look for the tag trellis:stack = ${stack} in its account, and remove the one whose id is not in the state (${shellQuoted(command)} state show ${address}).`,
  );
}
