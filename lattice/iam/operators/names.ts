/** What an operator compares: decides which condition keys it fits and which values it takes. */
export type OperatorFamily = "String" | "Numeric" | "Date" | "Bool" | "Binary" | "IpAddress" | "ARN" | "Null";

/** One condition operator without qualifier and suffix. */
export interface OperatorInfo {
  readonly family: OperatorFamily;
  /** True for operators that hold when no policy value matches, and when the key is absent. */
  readonly negated: boolean;
  /** Policy variables such as `${aws:PrincipalTag/team}` are replaced in the values. */
  readonly variables: boolean;
}

const STRING = { family: "String", negated: false, variables: true } as const;
const NOT_STRING = { ...STRING, negated: true } as const;
const NUMERIC = { family: "Numeric", negated: false, variables: false } as const;
const DATE = { family: "Date", negated: false, variables: false } as const;
const ARN = { family: "ARN", negated: false, variables: true } as const;
const NOT_ARN = { ...ARN, negated: true } as const;
const IP = { family: "IpAddress", negated: false, variables: false } as const;

/**
 * Every condition operator of the policy language.
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
export const OPERATORS = {
  StringEquals: STRING,
  StringNotEquals: NOT_STRING,
  StringEqualsIgnoreCase: STRING,
  StringNotEqualsIgnoreCase: NOT_STRING,
  StringLike: STRING,
  StringNotLike: NOT_STRING,
  NumericEquals: NUMERIC,
  NumericNotEquals: { ...NUMERIC, negated: true },
  NumericLessThan: NUMERIC,
  NumericLessThanEquals: NUMERIC,
  NumericGreaterThan: NUMERIC,
  NumericGreaterThanEquals: NUMERIC,
  DateEquals: DATE,
  DateNotEquals: { ...DATE, negated: true },
  DateLessThan: DATE,
  DateLessThanEquals: DATE,
  DateGreaterThan: DATE,
  DateGreaterThanEquals: DATE,
  Bool: { family: "Bool", negated: false, variables: true },
  BinaryEquals: { family: "Binary", negated: false, variables: false },
  IpAddress: IP,
  NotIpAddress: { ...IP, negated: true },
  ArnEquals: ARN,
  ArnLike: ARN,
  ArnNotEquals: NOT_ARN,
  ArnNotLike: NOT_ARN,
  Null: { family: "Null", negated: false, variables: false },
} as const satisfies Record<string, OperatorInfo>;

/** An operator without qualifier and suffix. */
export type BaseOperator = keyof typeof OPERATORS;

/** How a condition treats a key that has several values in the request. */
export const SET_QUALIFIERS = ["ForAnyValue", "ForAllValues"] as const;

/** A set operator in front of a condition operator. */
export type SetQualifier = (typeof SET_QUALIFIERS)[number];

type Suffixed = BaseOperator | `${Exclude<BaseOperator, "Null">}IfExists`;

/** A condition operator as a policy writes it: `ForAnyValue:StringLikeIfExists`. `Null` takes no `IfExists`. */
export type ConditionOperator = Suffixed | `${SetQualifier}:${Suffixed}`;

/** A condition operator taken apart. */
export interface Operator {
  readonly base: BaseOperator;
  readonly ifExists: boolean;
  readonly qualifier?: SetQualifier;
}

/** Reads an operator's name; undefined when there is no such operator. Names are case-sensitive. */
export function readOperator(name: string): Operator | undefined {
  const match = /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/.exec(name);
  const base = match?.[2] ?? "";
  const ifExists = match?.[3] !== undefined;
  if (!isBaseOperator(base) || (base === "Null" && ifExists)) return undefined;
  const qualifier = SET_QUALIFIERS.find((candidate) => candidate === match?.[1]);
  return qualifier ? { base, ifExists, qualifier } : { base, ifExists };
}

function isBaseOperator(name: string): name is BaseOperator {
  return Object.hasOwn(OPERATORS, name);
}
