import type { Questions } from "../questions";
import type { FreeParts } from "../request-classes";
import { describeStrings } from "./describe-strings";

/** Requests in words: every one of these methods with every one of these paths. */
export interface Requests {
  readonly methods: readonly string[];
  readonly paths: readonly string[];
  /** Set when some headers or query strings are needed, or must not be there: an example of what works. */
  readonly only?: string;
  /** One of the requests. */
  readonly witness: FreeParts;
}

/** Puts some of the classes of requests into words. */
export function describeRequests(
  selected: readonly FreeParts[],
  all: readonly FreeParts[],
  questions: Questions,
): readonly Requests[] {
  const methods = distinct(all.map((one) => one.method));
  const paths = distinct(all.map((one) => one.path));
  const variants = all.length / (methods.length * paths.length);
  const cells = new Map<string, FreeParts[]>();
  for (const one of selected) {
    const cell = cells.get(cellOf(one.method, one.path));
    if (cell) cell.push(one);
    else cells.set(cellOf(one.method, one.path), [one]);
  }
  const groups = new Map<string, Group>();
  for (const path of paths) {
    for (const whole of [true, false]) {
      const taken = methods.filter((method) => {
        const count = cells.get(cellOf(method, path))?.length ?? 0;
        return count > 0 && (count === variants) === whole;
      });
      if (taken.length === 0) continue;
      const key = `${whole} ${taken.join()}`;
      const group = groups.get(key) ?? { methods: taken, paths: [], whole };
      group.paths.push(path);
      groups.set(key, group);
    }
  }
  return [...groups.values()].flatMap((group) => {
    const [witness] = cells.get(cellOf(group.methods[0] ?? "", group.paths[0] ?? "")) ?? [];
    if (!witness) return [];
    return [
      {
        methods: describeStrings(group.methods, methods, questions.method, "method"),
        paths: describeStrings(group.paths, paths, questions.path, "path"),
        ...(group.whole ? {} : { only: describeExtras(witness) }),
        witness,
      },
    ];
  });
}

interface Group {
  readonly methods: readonly string[];
  readonly paths: string[];
  readonly whole: boolean;
}

/** The headers and the query string of a request, as an example. */
function describeExtras({ headers, query }: FreeParts): string {
  const fields = Object.entries(headers).map(([name, values]) => `${name}: ${values.join(", ")}`);
  const parameters = Object.entries(query).flatMap(([name, values]) => values.map((value) => `${name}=${value}`));
  const all = [...fields, ...(parameters.length > 0 ? [`?${parameters.join("&")}`] : [])];
  return all.length > 0
    ? `with headers or a query string such as ${all.join(", ")}`
    : "without some headers or parameters";
}

function cellOf(method: string, path: string): string {
  return `${method} ${path}`;
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
