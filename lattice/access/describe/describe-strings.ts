import { ANY, type Codes, ONE } from "../../iam/pattern/codes";
import { answersOf, type StringTestOf } from "../strings/classes";

/**
 * Some of the classes of strings in words: the patterns that hold for these classes and for no other, then what no
 * pattern says, by an example.
 */
export function describeStrings(
  selected: readonly string[],
  all: readonly string[],
  tests: readonly StringTestOf[],
  noun: string,
): readonly string[] {
  if (selected.length === all.length) return [`any ${noun}`];
  const answers = new Map(all.map((witness) => [witness, answersOf(tests, witness)]));
  const chosen = new Set(selected);
  const rest = new Set(selected);
  const words: string[] = [];
  for (const { members, text } of patterns(all, tests, answers)) {
    if (members.length === 0 || !members.every((one) => chosen.has(one)) || !members.some((one) => rest.has(one)))
      continue;
    for (const member of members) rest.delete(member);
    words.push(text);
  }
  const plain = [...rest].filter((witness) => !answers.get(witness)?.includes(true));
  const special = [...rest].filter((witness) => answers.get(witness)?.includes(true));
  return [...words.sort(), ...special.map((witness) => `like ${witness}`), ...plain.map(() => `any other ${noun}`)];
}

interface Described {
  readonly text: string;
  readonly members: readonly string[];
}

/** The patterns with the classes that they hold for, the widest first. */
function patterns(
  all: readonly string[],
  tests: readonly StringTestOf[],
  answers: ReadonlyMap<string, readonly boolean[]>,
): readonly Described[] {
  return tests
    .map((test, index) => ({
      text: describeTest(test),
      members: all.filter((witness) => answers.get(witness)?.[index]),
    }))
    .sort((left, right) => right.members.length - left.members.length || (left.text < right.text ? -1 : 1));
}

/** A pattern as a person writes it, without the service's ARN before a path. */
export function describeTest({ codes, fold, before = "" }: StringTestOf): string {
  const text = textOf(codes);
  const plain = before !== "" && text.startsWith(before) ? text.slice(before.length) : text;
  return fold && /[a-z]/i.test(plain) ? `${plain} (in any case)` : plain;
}

function textOf(codes: Codes): string {
  return codes.map((code) => (code === ANY ? "*" : code === ONE ? "?" : String.fromCharCode(code))).join("");
}
