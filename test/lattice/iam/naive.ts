/**
 * A second evaluator of the policy language, written for plainness alone: no parsing step, no compiled patterns, no
 * tables, no three values. It knows what IAM documents about the operators below and is held against the real one.
 */
export interface NaiveRequest {
  principal: { account: string; role: string; session: string } | "anonymous";
  action: string;
  resource: string;
  context: Record<string, string | string[]>;
}

export interface NaiveStatement {
  Effect: "Allow" | "Deny";
  Principal?: unknown;
  Action?: string[];
  NotAction?: string[];
  Resource?: string[];
  NotResource?: string[];
  Condition?: Record<string, Record<string, string[]>>;
}

export function naive(statements: readonly NaiveStatement[], request: NaiveRequest): string {
  let allowed = false;
  for (const statement of statements) {
    if (!applies(statement, request)) continue;
    if (statement.Effect === "Deny") return "explicit deny";
    allowed = true;
  }
  return allowed ? "allow" : "implicit deny";
}

function applies(statement: NaiveStatement, request: NaiveRequest): boolean {
  if (!principalMatches(statement.Principal, request)) return false;
  if (statement.Action && !statement.Action.some((pattern) => like(pattern, request.action, true))) return false;
  if (statement.NotAction?.some((pattern) => like(pattern, request.action, true))) return false;
  if (statement.Resource && !statement.Resource.some((pattern) => resourceLike(pattern, request))) return false;
  if (statement.NotResource?.some((pattern) => resourceLike(pattern, request))) return false;
  for (const [operator, keys] of Object.entries(statement.Condition ?? {})) {
    for (const [key, values] of Object.entries(keys)) {
      if (!conditionHolds(operator, values, lookUp(request, key), request)) return false;
    }
  }
  return true;
}

function principalMatches(principal: unknown, request: NaiveRequest): boolean {
  if (principal === undefined || principal === "*") return true;
  const names = [(principal as { AWS: string | string[] }).AWS].flat();
  if (names.includes("*")) return true;
  if (request.principal === "anonymous") return false;
  const { account, role, session } = request.principal;
  return [account, `arn:aws:iam::${account}:root`, role, session].some((name) => names.includes(name));
}

function lookUp(request: NaiveRequest, key: string): string | string[] | undefined {
  const found = Object.keys(request.context).find((name) => name.toLowerCase() === key.toLowerCase());
  return found === undefined ? undefined : request.context[found];
}

function resourceLike(pattern: string, request: NaiveRequest): boolean {
  return like(substitute(pattern, request), request.resource, false);
}

/** Replaces variables by their values, with wildcards in the values made harmless; undefined when one has no value. */
function substitute(text: string, request: NaiveRequest): string | undefined {
  let missing = false;
  const replaced = text.replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    const value = lookUp(request, name);
    if (typeof value !== "string") missing = true;
    return typeof value === "string" ? value.replace(/[*?\\]/g, "\\$&") : "";
  });
  return missing ? undefined : replaced;
}

function like(pattern: string | undefined, value: string, fold: boolean): boolean {
  if (pattern === undefined) return false;
  let regex = "";
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    if (character === "*") regex += "[^]*";
    else if (character === "?") regex += "[^]";
    else if (character === "\\") regex += `\\${pattern.charAt(++index)}`;
    else regex += character.replace(/[.+^${}()|[\]/-]/, "\\$&");
  }
  return new RegExp(`^${regex}$`, fold ? "i" : "").test(value);
}

function conditionHolds(
  name: string,
  wanted: string[],
  found: string | string[] | undefined,
  request: NaiveRequest,
): boolean {
  const [, qualifier, operator = "", suffix] = /^(?:(ForAnyValue|ForAllValues):)?(.*?)(IfExists)?$/.exec(name) ?? [];
  const values = found === undefined ? [] : [found].flat();
  const empty = values.every((value) => value === "");
  if (operator === "Null") return wanted.some((one) => (one === "true") === empty);
  if (qualifier === "ForAllValues") return empty || values.every((value) => holds(operator, wanted, value, request));
  if (values.length === 0) return suffix !== undefined || (qualifier === undefined && operator.includes("Not"));
  return values.some((value) => holds(operator, wanted, value, request));
}

function holds(operator: string, wanted: string[], value: string, request: NaiveRequest): boolean {
  if (operator.includes("Not")) return !holds(operator.replace("Not", ""), wanted, value, request);
  return wanted.some((one) => compare(operator, one, value, request));
}

function compare(operator: string, wanted: string, value: string, request: NaiveRequest): boolean {
  const text = substitute(wanted, request);
  switch (operator) {
    case "StringEquals":
      return text?.replace(/\\(.)/g, "$1") === value;
    case "StringEqualsIgnoreCase":
      return text?.replace(/\\(.)/g, "$1").toLowerCase() === value.toLowerCase();
    case "StringLike":
      return like(text, value, false);
    case "ArnLike":
    case "ArnEquals":
      return arnLike(text, value);
    case "NumericEquals":
      return Number(value) === Number(wanted);
    case "NumericLessThan":
      return Number(value) < Number(wanted);
    case "NumericGreaterThanEquals":
      return Number(value) >= Number(wanted);
    case "IpAddress":
      return ipv4In(value, wanted);
    default:
      throw new Error(`the naive evaluator does not know ${operator}`);
  }
}

function arnLike(pattern: string | undefined, value: string): boolean {
  const cut = (text: string) => [...text.split(":").slice(0, 5), text.split(":").slice(5).join(":")];
  const components = cut(value);
  return (
    pattern !== undefined && cut(pattern).every((component, index) => like(component, components[index] ?? "", false))
  );
}

function ipv4In(address: string, range: string): boolean {
  const bits = (text: string) =>
    text
      .split(".")
      .map((byte) => Number(byte).toString(2).padStart(8, "0"))
      .join("");
  const [network = "", prefix = "32"] = range.split("/");
  return bits(address).slice(0, Number(prefix)) === bits(network).slice(0, Number(prefix));
}
