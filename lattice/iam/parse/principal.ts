import { PRINCIPAL_TYPES } from "../document";
import type { ParsedPrincipal, PrincipalEntry } from "./parsed";
import { readPattern } from "./pattern";
import { at, list, show } from "./problem";
import { isRecord, type Reader, type ReadText, readText, readTexts, rejectOthers, whollyUnknown } from "./reader";

const ACCOUNT = /^\d{12}$/;
const ROOT = /^arn:aws[\w-]*:iam::(\d{12}):root$/;
const PRINCIPAL_ARN =
  /^arn:aws[\w-]*:(?:iam::\d{12}:(?:role|user)\/.+|sts::\d{12}:(?:assumed-role\/[^/]+\/.+|federated-user\/.+))$/;
/** What IAM puts in the place of a role or user that was deleted. */
const UNIQUE_ID = /^A(?:RO|ID)A[A-Z0-9]{12,}$/;
const PLAIN = { wildcards: false, variables: false };
const AWS_ALLOWED = '"*", a 12-digit account, or the ARN of an account root, a role, a user or a session';

/** Reads `Principal` or `NotPrincipal` (IAM User Guide, "AWS JSON policy elements: Principal"). */
export function readPrincipal(reader: Reader, pointer: string, value: unknown, negated: boolean): ParsedPrincipal {
  const whole = readText(reader, pointer, value);
  if (whole) return { negated, entries: readWhole(reader, whole) };
  if (!isRecord(value) || Object.keys(value).length === 0) {
    const remedy = 'Write "*" or { "AWS": ... }.';
    reader.problems.error(pointer, show(value), `"*" or an object with ${list(PRINCIPAL_TYPES)}`, remedy);
    return { negated, entries: [] };
  }
  rejectOthers(reader, pointer, value, PRINCIPAL_TYPES);
  const entries = PRINCIPAL_TYPES.filter((type) => Object.hasOwn(value, type)).flatMap((type) =>
    readTexts(reader, at(pointer, type), value[type], AWS_ALLOWED).flatMap((text) => readEntry(reader, type, text)),
  );
  return { negated, entries };
}

function readWhole(reader: Reader, text: ReadText): readonly PrincipalEntry[] {
  if (text.text === "*") return [{ type: "everyone" }];
  if (whollyUnknown(text)) return [{ type: "arn", arn: readPattern(reader, text, PLAIN) }];
  reader.problems.error(
    text.pointer,
    show(text.text),
    '"*" or an object such as { "AWS": "..." }',
    `Write { "AWS": ${show(text.text)} }.`,
  );
  return [];
}

function readEntry(reader: Reader, type: (typeof PRINCIPAL_TYPES)[number], text: ReadText): readonly PrincipalEntry[] {
  if (type === "Service") return readService(reader, text);
  if (type !== "AWS") return [{ type: "never", name: text.text }];
  if (text.text === "*") return [{ type: "everyone" }];
  const pattern = readPattern(reader, text, PLAIN);
  if (pattern.parts.some((part) => part.kind === "hole")) return [{ type: "arn", arn: pattern }];
  const account = ACCOUNT.test(text.text) ? text.text : ROOT.exec(text.text)?.[1];
  if (account) return [{ type: "account", account }];
  if (UNIQUE_ID.test(text.text)) {
    const remedy = "The role or user was deleted: name its successor by ARN.";
    reader.problems.warn(text.pointer, `the unique id ${show(text.text)}`, AWS_ALLOWED, remedy);
    return [{ type: "never", name: text.text }];
  }
  if (PRINCIPAL_ARN.test(text.text) && !/[*?]/.test(text.text)) return [{ type: "arn", arn: pattern }];
  const remedy = /[*?]/.test(text.text)
    ? 'A wildcard cannot stand for a part of a principal: use "*" and a condition on aws:PrincipalArn.'
    : "Correct the ARN.";
  reader.problems.error(text.pointer, show(text.text), AWS_ALLOWED, remedy);
  return [];
}

function readService(reader: Reader, text: ReadText): readonly PrincipalEntry[] {
  if (!text.text.includes("*")) return [{ type: "service", service: readPattern(reader, text, PLAIN) }];
  reader.problems.error(
    text.pointer,
    show(text.text),
    'a service principal such as "events.amazonaws.com"',
    "Name the service.",
  );
  return [];
}
