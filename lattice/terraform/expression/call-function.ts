import { isUnknown, type Origin, unknown } from "../../value";
import { firstUnknown, type TfValue } from "../value";
import { ExpressionError } from "./cursor";
import type { TfFunction } from "./library/arguments";
import { COLLECTIONS } from "./library/collections";
import { CONVERSIONS } from "./library/conversions";
import { wrongName } from "./library/names";
import { STRINGS } from "./library/strings";

/** Functions that can do something with arguments of which parts are unknown. */
const OF_PARTS: Readonly<Record<string, TfFunction>> = { ...COLLECTIONS, ...CONVERSIONS };
/** Functions that need to know their arguments in full. */
const OF_WHOLES: Readonly<Record<string, TfFunction>> = STRINGS;

/**
 * Calls one of Terraform's built-in functions. A function that is not worked out here, or whose arguments are not known,
 * gives an unknown. Throws an `ExpressionError` for one that Terraform does not have.
 */
export function callFunction(name: string, args: readonly TfValue[], origin: Origin): TfValue {
  const ofParts = OF_PARTS[name];
  if (ofParts)
    return args.some((arg, index) => isUnknown(arg) && !takesUnknown(name, index))
      ? unknownResult(name, args)
      : ofParts(...args);
  const ofWholes = OF_WHOLES[name];
  const wrong = ofWholes ? undefined : wrongName(name);
  if (wrong !== undefined) throw new ExpressionError(wrong);
  if (!ofWholes) return unknown("string", `the function ${name} is not worked out here`, origin);
  for (const arg of args) {
    const open = firstUnknown(arg);
    if (open) return open;
  }
  return ofWholes(...args);
}

/** Text can be made of unknowns: it then has unknown parts. */
function takesUnknown(name: string, index: number): boolean {
  return (
    name === "jsonencode" ||
    name === "tostring" ||
    (name === "format" && index > 0) ||
    (name === "contains" && index > 0)
  );
}

const LISTS = ["toset", "tolist", "concat", "flatten", "distinct", "keys", "values", "compact", "sort", "reverse"];
const OBJECTS = ["merge", "tomap", "zipmap"];

function unknownResult(name: string, args: readonly TfValue[]): TfValue {
  const open = args.find(isUnknown);
  if (!open) return null;
  const type = LISTS.includes(name) ? "list" : OBJECTS.includes(name) ? "object" : open.type;
  return unknown(type, open.reason, open.origin);
}
