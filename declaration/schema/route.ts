import { z } from "zod";
import { expected, show } from "../mistake";
import { object } from "./object";
import { mapOf, text, trueOrFalse, wholeNumber } from "./values";

export const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

const path = text(
  /^\/[a-zA-Z0-9@:%_+.~#?&/=-]{0,199}$/,
  "1 to 200 characters, beginning with /, of letters, digits and @:%_+.~#?&/=- ; no wildcard: use prefix instead of *",
  "VPC Lattice API, PathMatch",
);

const pathMatch = exactlyOne(object({ exact: path.optional(), prefix: path.optional() }), ["exact", "prefix"]);

const headerText = text(/^[\x20-\x7e]{1,200}$/, "1 to 200 printable characters", "VPC Lattice API, HeaderMatchType");

const headerMatch = exactlyOne(
  object({
    name: text(
      /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/,
      "the name of a header, 1 to 100 characters",
      "VPC Lattice API, HeaderMatch.name",
    ),
    caseSensitive: trueOrFalse.default(false),
    exact: headerText.optional(),
    prefix: headerText.optional(),
    contains: headerText.optional(),
  }),
  ["exact", "prefix", "contains"],
);

const match = object(
  {
    method: z
      .enum(methods, expected(`one of ${methods.join(", ")}`, "VPC Lattice compares methods exactly"))
      .optional(),
    path: pathMatch.optional(),
    headers: z
      .array(headerMatch, expected("a list of header matches"))
      .max(5, expected("at most five headers", "VPC Lattice API, HttpMatch.headerMatches"))
      .default([]),
  },
  {
    query: "no query match: VPC Lattice routes by method, path and headers only (API, HttpMatch)",
    host: "no host match: VPC Lattice routes by method, path and headers only (API, HttpMatch)",
  },
).refine(
  ({ method, path, headers }) => method !== undefined || path !== undefined || headers.length > 0,
  expected("at least one of method, path and headers", "VPC Lattice API, HttpMatch: an empty match is refused"),
);

const weight = wholeNumber(0, 999, "a weight", "VPC Lattice API, TargetGroupWeight");

const forward = z.union([z.string(), mapOf(weight, "weights by target")], {
  error: (issue) => forwardMessage(issue.input),
});

/** The two ways to answer; exactly one must stand in a route or default action. */
const action = {
  forward: forward.optional(),
  fixedResponse: z
    .union(
      [z.literal(404), z.literal(500)],
      expected("404 or 500", "VPC Lattice API, FixedResponseAction: no other status"),
    )
    .optional(),
};

/** What a route or a listener does with a request. */
export type PlatformAction =
  | { readonly kind: "forward"; readonly targets: readonly { readonly target: string; readonly weight: number }[] }
  | { readonly kind: "fixedResponse"; readonly statusCode: 404 | 500 };

export const actionSchema = exactlyOne(object(action), ["forward", "fixedResponse"]).transform(toAction);

export const routeSchema = exactlyOne(
  object({
    priority: wholeNumber(1, 100, "a priority", "the AWS provider's bound; VPC Lattice User Guide, listener rules"),
    match,
    ...action,
  }),
  ["forward", "fixedResponse"],
).transform(({ priority, match: { method, path, headers }, ...rest }) => ({
  priority,
  match: { method, path, headers },
  action: toAction(rest),
}));

function toAction(written: { forward?: string | Record<string, number>; fixedResponse?: 404 | 500 }): PlatformAction {
  if (written.fixedResponse !== undefined) return { kind: "fixedResponse", statusCode: written.fixedResponse };
  const { forward } = written;
  if (typeof forward === "string") return { kind: "forward", targets: [{ target: forward, weight: 100 }] };
  const targets = Object.entries(forward ?? {})
    .map(([target, weight]) => ({ target, weight }))
    .sort((left, right) => (left.target < right.target ? -1 : 1));
  return { kind: "forward", targets };
}

function forwardMessage(input: unknown): string {
  const wrong = Object.entries(typeof input === "object" && input !== null ? input : {})
    .filter(([, value]) => !(Number.isInteger(value) && value >= 0 && value <= 999))
    .map(([key, value]) => `${show(key)}: ${show(value)}`);
  const detail = wrong.length > 0 ? `; not ${wrong.join(", ")}` : "";
  return expected(
    `the key of a target, or weights by target as in { api: 90, legacy: 10 }, whole numbers from 0 to 999${detail}`,
    "VPC Lattice API, TargetGroupWeight",
  ).error;
}

/** Adds the rule that exactly one of these keys is there. */
function exactlyOne<Schema extends z.ZodType<object>>(schema: Schema, keys: readonly string[]): Schema {
  const words = expected(`exactly one of ${keys.join(", ")}`, "VPC Lattice API: a union");
  return schema.refine((value) => {
    const present = Object.entries(value).filter(([key, part]) => keys.includes(key) && part !== undefined);
    return present.length === 1;
  }, words);
}
