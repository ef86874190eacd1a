import { z } from "zod";
import { expected } from "../mistake";

/** Text that matches a pattern; `allowed` says the pattern in words. */
export function text(pattern: RegExp, allowed: string, why?: string): z.ZodString {
  return z.string(expected(allowed, why)).regex(pattern, expected(allowed, why));
}

/** Something more to ask of a value that is well-formed so far: one mistake makes one line. */
export function andThen<Schema extends z.ZodType>(
  schema: Schema,
  holds: (value: z.output<Schema>) => boolean,
  allowed: string,
  why?: string,
): Schema {
  return schema.refine(holds, { ...expected(allowed, why), when: ({ issues }) => issues.length === 0 });
}

/** A whole number within bounds, both included. */
export function wholeNumber(min: number, max: number, what: string, why?: string): z.ZodNumber {
  const words = expected(`${what}, a whole number from ${min} to ${max}`, why);
  return z.number(words).int(words).min(min, words).max(max, words);
}

/** The key of something in a section; whether it is there, a check says that sees the whole. */
export function keyOf(what: string, section: string): z.ZodString {
  return z.string(expected(`the key of ${what} in ${section}`));
}

/** Several different values: what stands twice is a slip, and AWS refuses it late. */
export function list<Item extends z.ZodType>(item: Item, what: string, why?: string) {
  return z.array(item, expected(`a list of ${what}`, why)).superRefine((items, context) => {
    const first = new Map<unknown, number>();
    items.forEach((each, index) => {
      const known = first.get(each);
      if (known === undefined) first.set(each, index);
      else
        context.addIssue({
          code: "custom",
          path: [index],
          message: expected(`another one; [${known}] is the same`, "once is enough").error,
        });
    });
  });
}

/** A list that is not empty. */
export function someOf<Item extends z.ZodType>(item: Item, what: string, why?: string) {
  return list(item, what, why).refine((items) => items.length > 0, expected(`a list of ${what}; at least one`, why));
}

/** Values by key. zod passes over a key `__proto__` without a word. */
export function mapOf<Item extends z.ZodType>(item: Item, what: string) {
  return z.preprocess(
    (value, context) => {
      if (typeof value === "object" && value !== null && Object.hasOwn(value, "__proto__")) {
        context.addIssue({ code: "custom", path: ["__proto__"], message: expected("another key").error });
      }
      return value;
    },
    z.record(z.string(), item, expected(`an object with ${what}`)),
  );
}

export const trueOrFalse = z.boolean(expected("true or false"));

export const accountId = text(
  /^\d{12}$/,
  'twelve digits as text, such as "012345678901"',
  "an AWS account id; a number loses its leading zeros, so quote it",
);

export const region = text(
  /^[a-z]{2,4}(-[a-z]{2,5})?-(north|south|east|west|central|(north|south)(east|west))-\d$/,
  'the code of an AWS Region, such as "us-east-1"',
  "VPC Lattice is regional",
);

export const ids = {
  vpc: text(/^vpc-([0-9a-f]{8}|[0-9a-f]{17})$/, "a VPC id: vpc- and 8 or 17 hexadecimal digits"),
  subnet: text(/^subnet-([0-9a-f]{8}|[0-9a-f]{17})$/, "a subnet id: subnet- and 8 or 17 hexadecimal digits"),
  securityGroup: text(/^sg-([0-9a-f]{8}|[0-9a-f]{17})$/, "a security group id: sg- and 8 or 17 hexadecimal digits"),
  instance: text(/^i-([0-9a-f]{8}|[0-9a-f]{17})$/, "an instance id: i- and 8 or 17 hexadecimal digits"),
  hostedZone: text(/^Z[0-9A-Z]{1,31}$/, "a hosted zone id, such as Z0123456789ABCDEFGHIJ"),
};

export const port = wholeNumber(1, 65535, "a port", "VPC Lattice API, Port");

export const tags = mapOf(z.string(expected("text", "a tag's value")), "tag values by key")
  .default({})
  .superRefine((all, context) => {
    for (const [key, value] of Object.entries(all)) {
      const problem = tagProblem(key, value);
      if (problem) context.addIssue({ code: "custom", path: [key], message: problem.error });
    }
  });

const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

function tagProblem(key: string, value: string): { error: string } | undefined {
  if (/^aws:/i.test(key)) return expected('a key that does not begin with "aws:"', "AWS keeps that prefix for itself");
  if (key.startsWith("trellis:"))
    return expected('a key that does not begin with "trellis:"', "every resource has such tags already");
  if (!tagText.test(`${key}${value}`))
    return expected("letters, digits, spaces and _.:/=+-@", "Tagging AWS resources, tag naming limits");
  if (key.length >= 1 && key.length <= 128 && value.length <= 256) return undefined;
  return expected("a key of 1 to 128 characters and a value of at most 256", "VPC Lattice API, TagMap");
}

/** The retention periods that CloudWatch Logs takes (API PutRetentionPolicy), in days. */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const retention = expected(`one of ${retentions.join(", ")} days`, "CloudWatch Logs API, PutRetentionPolicy");

export const retentionDays = z.number(retention).refine((days) => retentions.includes(days), retention);
