/** What was found out about a resource that an earlier deploy may have made. */
export type Finding =
  /** It is taken into the state; `others` are more of its kind that no state knows. */
  | { readonly result: "taken"; readonly id: string; readonly others: readonly string[] }
  /** The state has it, and AWS has more of its kind that no state knows. */
  | { readonly result: "more"; readonly others: readonly string[] }
  /** AWS does not have it, or what it has is not this stack's. */
  | { readonly result: "none" }
  | { readonly result: "unknown"; readonly why: string }
  /** AWS has it, and could not finish it. */
  | { readonly result: "failed"; readonly id: string; readonly status: string }
  /** Nothing declares it any more. */
  | { readonly result: "undeclared" };

/** What a person should know of it; nothing where nothing was found. */
export function sentences(stack: string, address: string, finding: Finding): string[] {
  switch (finding.result) {
    case "taken":
      return [
        `${address} was made by an earlier deploy that did not end well: it was taken into the state (${finding.id}).`,
        ...(finding.others.length === 0 ? [] : [more(stack, address, finding.others)]),
      ];
    case "more":
      return [more(stack, address, finding.others)];
    case "unknown":
      return [
        `An earlier deploy of ${stack} did not end well, and whether AWS has ${address} of it could not be looked up: ${finding.why}`,
      ];
    case "failed":
      return [
        `AWS has ${address} of an earlier deploy of ${stack}, which it could not finish: ${finding.id} is ${finding.status}. Remove it.`,
      ];
    case "undeclared":
      return [
        `An earlier deploy of ${stack} was killed or interrupted while it made ${address}, which is not declared any more. AWS may have it: look for the tag trellis:stack = ${stack} in its account, and remove it.`,
      ];
    default:
      return [];
  }
}

function more(stack: string, address: string, others: readonly string[]): string {
  return `AWS has more than one ${address} of ${stack}, and the state knows one alone. Remove what an earlier deploy made besides: ${others.join(", ")}.`;
}
