import { textOfCodes } from "../../iam/pattern/codes";
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
  const known = patterns(all, tests, answers);
  const chosen = new Set(selected);
  if (selected.some((witness) => !answers.get(witness)?.includes(true))) {
    const exceptions = exceptionsOf({ text: "", members: all }, known, chosen);
    if (exceptions) return [`any ${noun} except ${exceptions.join(", ")}`];
  }
  const rest = new Set(selected);
  const words: string[] = [];
  const take = (text: string, members: readonly string[]) => {
    if (!members.some((one) => rest.has(one))) return;
    for (const member of members) rest.delete(member);
    words.push(text);
  };
  for (const { members, text } of known) if (members.every((one) => chosen.has(one))) take(text, members);
  for (const one of known) {
    const exceptions = exceptionsOf(one, known, chosen);
    if (exceptions)
      take(
        `${one.text} except ${exceptions.join(", ")}`,
        one.members.filter((member) => chosen.has(member)),
      );
  }
  const plain = [...rest].filter((witness) => !answers.get(witness)?.includes(true));
  const special = [...rest].filter((witness) => answers.get(witness)?.includes(true));
  return [...words.sort(), ...special.map((witness) => `like ${witness}`), ...plain.map(() => `any other ${noun}`)];
}

/** The patterns that take out of a pattern exactly what is not chosen; undefined when none do. */
function exceptionsOf(
  { members }: Described,
  known: readonly Described[],
  chosen: ReadonlySet<string>,
): readonly string[] | undefined {
  const missing = new Set(members.filter((one) => !chosen.has(one)));
  if (missing.size === members.length) return undefined;
  const texts: string[] = [];
  for (const other of known) {
    const inside = other.members.filter((one) => members.includes(one));
    if (!inside.some((one) => missing.has(one)) || inside.some((one) => chosen.has(one))) continue;
    for (const one of inside) missing.delete(one);
    texts.push(other.text);
  }
  return missing.size === 0 ? texts : undefined;
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
  const text = textOfCodes(codes);
  const plain = before !== "" && text.startsWith(before) ? text.slice(before.length) : text;
  return fold && /[a-z]/i.test(plain) ? `${plain} (in any case)` : plain;
}
