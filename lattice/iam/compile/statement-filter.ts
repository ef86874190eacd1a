import type { ParsedCondition } from "../parse/parsed";
import { literalText, type Pattern } from "../pattern/pattern";
import type { AuthorizationRequest } from "../request";
import type { CompiledStatement } from "./statement";

/** Leaves out statements that cannot apply to a request, in the order of the document. */
export type StatementFilter = (request: AuthorizationRequest) => readonly CompiledStatement[];

/** So few statements are asked one by one as quickly. */
const FEW = 3;
const PRINCIPAL_ARN = "aws:principalarn";

/**
 * Compiles statements into a table: a policy with a statement for each of many callers, or for each of many services,
 * is asked about the one that a request is about. A statement that names neither stands in every row.
 */
export function statementFilter(statements: readonly CompiledStatement[]): StatementFilter {
  if (statements.length <= FEW) return () => statements;
  const byCaller = tableOf(statements, callersNamedBy);
  if (byCaller) {
    return ({ context }) => {
      const arn = context.get(PRINCIPAL_ARN);
      return typeof arn === "string" ? byCaller(arn) : statements;
    };
  }
  const byService = tableOf(statements, servicesNamedBy);
  if (!byService) return () => statements;
  return ({ resource }) => (typeof resource === "string" ? byService(serviceIn(resource)) : statements);
}

function tableOf(
  statements: readonly CompiledStatement[],
  keysOf: (statement: CompiledStatement) => readonly string[] | undefined,
): ((key: string) => readonly CompiledStatement[]) | undefined {
  const keys = statements.map((statement) => keysOf(statement));
  if (keys.every((one) => one === undefined)) return undefined;
  const rows = new Map<string, readonly CompiledStatement[]>();
  for (const key of new Set(keys.flatMap((one) => one ?? []))) {
    rows.set(
      key,
      statements.filter((_, index) => keys[index]?.includes(key) ?? true),
    );
  }
  const others = statements.filter((_, index) => keys[index] === undefined);
  return (key) => rows.get(key) ?? others;
}

/** The callers that a statement names in full in a condition; undefined when it may be about others too. */
export function callersNamedBy({ parsed }: CompiledStatement): readonly string[] | undefined {
  const texts = parsed.conditions.find(namesCallers)?.values.map(literalText);
  return texts?.every((text) => text !== undefined) ? texts : undefined;
}

const COMPARISONS: readonly string[] = ["StringEquals", "StringLike", "ArnEquals", "ArnLike"];

function namesCallers({ key, operator: { base, ifExists, qualifier }, values }: ParsedCondition): boolean {
  const plain = key.lookup === PRINCIPAL_ARN && !ifExists && qualifier === undefined && COMPARISONS.includes(base);
  return plain && values.every((value) => literalText(value) !== undefined);
}

/** The services that a statement names, by ARN; undefined when it may be about others too. */
export function servicesNamedBy({ parsed }: CompiledStatement): readonly string[] | undefined {
  if (parsed.resource.negated) return undefined;
  const arns = parsed.resource.patterns.map(serviceNamedBy);
  return arns.every((arn) => arn !== undefined) ? arns.filter((arn) => arn !== "") : undefined;
}

const SERVICE = /^(arn:[^:]+:vpc-lattice:[^:]+:\d{12}:service\/svc-[0-9a-z]+)(?:\/|$)/;
const ELSEWHERE = /^arn:[^:]+:(?!vpc-lattice:)[a-z0-9-]+:/;

/** The service of a resource; empty for a resource of another AWS service. `svc-0a*` names no service but a set of them. */
function serviceNamedBy({ parts }: Pattern): string | undefined {
  const [first] = parts;
  if (first?.kind !== "literal") return undefined;
  if (ELSEWHERE.test(first.text)) return "";
  const [whole = "", arn] = SERVICE.exec(first.text) ?? [];
  return whole.endsWith("/") || parts.length === 1 ? arn : undefined;
}

const KIND = ":service/";

function serviceIn(resource: string): string {
  const end = resource.indexOf("/", resource.indexOf(KIND) + KIND.length);
  return end < 0 ? resource : resource.slice(0, end);
}
