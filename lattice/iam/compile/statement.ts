import { FALSE, TRUE, type Tri, UNKNOWN } from "../../tri";
import { CONNECT, INVOKE } from "../actions";
import type { ParsedStatement } from "../parse/parsed";
import type { AuthorizationRequest, RequestContext } from "../request";
import { type ConditionTest, compileCondition } from "./condition";
import { compilePatterns } from "./patterns";
import { compilePrincipal } from "./principal";

/** A statement turned into tests, one per element, in the order in which they are asked. */
export interface CompiledStatement {
  readonly parsed: ParsedStatement;
  readonly action: (request: AuthorizationRequest) => Tri;
  readonly principal: (request: AuthorizationRequest) => Tri;
  readonly resource: (request: AuthorizationRequest) => Tri;
  /** One test for each of the parsed conditions. */
  readonly conditions: readonly ConditionTest[];
}

const NO_CONTEXT: RequestContext = { get: () => undefined };

/** Compiles one statement. */
export function compileStatement(parsed: ParsedStatement): CompiledStatement {
  const principal = parsed.principal && compilePrincipal(parsed.principal);
  const resource = compilePatterns(parsed.resource);
  return {
    parsed,
    action: compileAction(parsed),
    principal: principal ? (request) => principal(request.principal) : () => TRUE,
    resource: (request) => resource(request.resource, request.context),
    conditions: parsed.conditions.map(compileCondition),
  };
}

/** Actions are not case-sensitive. The answers for VPC Lattice's two actions are worked out beforehand. */
function compileAction(parsed: ParsedStatement): (request: AuthorizationRequest) => Tri {
  const matcher = compilePatterns(parsed.action, { fold: true });
  const invoke = matcher(INVOKE, NO_CONTEXT);
  const connect = matcher(CONNECT, NO_CONTEXT);
  return ({ action }) => (action === INVOKE ? invoke : action === CONNECT ? connect : matcher(action, NO_CONTEXT));
}

/** Whether a statement applies to a request: all its elements must. */
export function matchStatement(statement: CompiledStatement, request: AuthorizationRequest): Tri {
  let result = statement.action(request);
  if (result === FALSE) return FALSE;
  result = least(result, statement.principal(request));
  if (result === FALSE) return FALSE;
  // Before the resource, as a condition names the caller in most statements, and comparing an ARN takes longest.
  for (const condition of statement.conditions) {
    result = least(result, condition(request.context));
    if (result === FALSE) return FALSE;
  }
  result = least(result, statement.resource(request));
  if (result === FALSE) return FALSE;
  return statement.parsed.unknowns.length > 0 ? UNKNOWN : result;
}

function least(left: Tri, right: Tri): Tri {
  return left < right ? left : right;
}
