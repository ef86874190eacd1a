import type { AttachedPolicy } from "../../estate/resource";
import { parsePolicy } from "../../iam/parse/policy";
import { describeProblem, PolicyError } from "../../iam/parse/problem";
import type { PolicyKind } from "../../iam/parse/reader";
import type { PolicySource } from "../../iam/parse/source";
import { isPartialText, isUnknown, type Origin, type Unknown, unknown } from "../../value";
import { ReadError } from "../read-error";
import { EncodedJson, isObject, type TfValue } from "../value";

/** Parses the policy in a value. Throws a {@link ReadError} with everything that is wrong with it. */
export function attachedPolicy(value: TfValue, kind: PolicyKind, origin: Origin): AttachedPolicy {
  try {
    return { policy: parsePolicy(sourceOf(value, origin), kind), origin };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const where = `${origin.file}: ${origin.address}`;
    throw new ReadError(error.problems.map((problem) => `${where}: ${describeProblem(problem)}`));
  }
}

/** A policy that may say anything, because it was not read. */
export function unreadPolicy(reason: string, kind: PolicyKind, origin: Origin): AttachedPolicy {
  return { policy: parsePolicy(unknown("string", reason, origin), kind), origin };
}

/** A policy of which it is not known what it allows. What it denies is not counted. */
export function perhapsAllows(reason: string, origin: Origin): AttachedPolicy {
  const Condition: Unknown = unknown("object", reason, origin);
  const document = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*", Condition } };
  return { policy: parsePolicy(document, "identity"), origin };
}

/** A policy that is attached perhaps: whether any of its statements counts depends on something unknown. */
export function perhapsInForce({ policy, ...rest }: AttachedPolicy, why: Unknown): AttachedPolicy {
  const statements = policy.statements.map((one) => ({ ...one, unknowns: [...one.unknowns, why] }));
  return { ...rest, policy: { ...policy, statements } };
}

function sourceOf(value: TfValue, origin: Origin): PolicySource {
  if (typeof value === "string" || isUnknown(value) || isPartialText(value)) return value;
  if (value instanceof EncodedJson && isObject(value.data)) return withTexts(value.data);
  if (value instanceof EncodedJson && isUnknown(value.data)) return value.data;
  throw new ReadError([`${origin.file}: ${origin.address}: a policy that is not a policy document.`]);
}

/** The data as a policy document holds it: text inside text becomes text again. */
function withTexts(data: object): object {
  return Object.fromEntries(Object.entries(data).filter(([, member]) => member !== null));
}
