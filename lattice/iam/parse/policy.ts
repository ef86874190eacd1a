import { isUnknown, type Unknown } from "../../value";
import { POLICY_VERSION, POLICY_VERSIONS } from "../document";
import { AUTH_POLICY_MAX_BYTES, policyBytes } from "../limits";
import type { ParsedPolicy, ParsedStatement } from "./parsed";
import { at, list, Problems, show } from "./problem";
import { isRecord, type PolicyKind, type Reader, rejectOthers } from "./reader";
import { type PolicySource, readSource } from "./source";
import { readStatement } from "./statement";

/**
 * Reads and checks a policy document, given as JSON text, as an object, or as either with parts that are not known.
 * Throws a {@link PolicyError} with every error in it: an element, operator, condition key or action that does not
 * exist is an error and never a statement that silently does nothing.
 */
export function parsePolicy(source: PolicySource, kind: PolicyKind): ParsedPolicy {
  const problems = new Problems();
  const { document, parts } = readSource(source, problems);
  if (isUnknown(document)) return { kind, statements: [], opaque: document, warnings: [] };
  const root = readRoot(problems, document);
  const reader: Reader = { problems, kind, parts, variables: root.Version === POLICY_VERSION };
  const read = readStatements(reader, root.Statement);
  if (kind === "auth") checkSize(problems, root);
  const warnings = problems.settle();
  return { kind, ...read, warnings };
}

function readRoot(problems: Problems, document: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(document)) {
    if (document !== undefined)
      problems.error("", show(document), "an object with Statement", "Write a policy document.");
    problems.settle();
    return {};
  }
  const reader: Reader = { problems, kind: "auth", variables: false, parts: (text) => [text] };
  rejectOthers(reader, "", document, ["Version", "Id", "Statement"]);
  if (document.Version !== undefined && !POLICY_VERSIONS.some((version) => version === document.Version)) {
    problems.error("/Version", show(document.Version), list(POLICY_VERSIONS), `Write "${POLICY_VERSION}".`);
  }
  return document;
}

function readStatements(reader: Reader, value: unknown): { statements: ParsedStatement[]; opaque?: Unknown } {
  if (isUnknown(value)) return { statements: [], opaque: value };
  const items = Array.isArray(value) ? value : [value];
  if (value === undefined || items.length === 0) {
    reader.problems.error("/Statement", "no statement", "at least one statement", "Add one.");
    return { statements: [] };
  }
  const known = items.map(
    (item, index) => [Array.isArray(value) ? at("/Statement", index) : "/Statement", item, index] as const,
  );
  const statements = known.flatMap(([pointer, item, index]) =>
    isUnknown(item) ? [] : readStatement(reader, pointer, item, index),
  );
  const opaque = items.find(isUnknown);
  return opaque ? { statements, opaque } : { statements };
}

function checkSize(problems: Problems, document: unknown): void {
  const size = policyBytes(document);
  if (size <= AUTH_POLICY_MAX_BYTES) return;
  const remedy =
    "The quota cannot be raised: name an organization, an organizational unit or a tag instead of many principals.";
  problems.error("", `a document of ${size} bytes`, `at most ${AUTH_POLICY_MAX_BYTES} bytes`, remedy);
}
