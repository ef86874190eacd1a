import { type StringTestOf, stringClasses } from "./classes";
import { type Domain, METHODS, PATHS, VALUES } from "./domain";

const DOMAINS = { method: METHODS, path: PATHS, value: VALUES } as const satisfies Record<string, Domain>;

const MOST_KNOWN = 10_000;
const known = new Map<string, readonly string[]>();

/** A string of each class. The same questions come again with every caller of a service, so the answers are kept. */
export function witnessesOf(kind: keyof typeof DOMAINS, tests: readonly StringTestOf[]): readonly string[] {
  const key = [
    kind,
    ...tests.map(({ codes, fold, before = "", arn }) => `${fold}${arn === true}${before} ${codes.join()}`),
  ].join("|");
  const found = known.get(key);
  if (found) return found;
  const made = stringClasses(tests, DOMAINS[kind]).map((one) => one.witness);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, made);
  return made;
}
