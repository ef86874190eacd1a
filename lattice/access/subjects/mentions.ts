import type { EstateIndex } from "../../decide/index-estate";
import type { CompiledStatement } from "../../iam/compile/statement";
import { OPERATORS, type Operator } from "../../iam/operators/names";
import type { ParsedCondition, PrincipalEntry } from "../../iam/parse/parsed";
import { codesOf, matchCodes } from "../../iam/pattern/codes";
import { type Pattern, variablesOf } from "../../iam/pattern/pattern";
import type { StringTestOf } from "../strings/classes";
import { addAccount, addOrganization, addPattern, PATTERN } from "./mentioned-values";

/** What the auth policies of an estate say about who calls: all that can tell one outsider from another. */
export interface Mentions {
  /** ARNs that are named in full. */
  readonly arns: Set<string>;
  /** Patterns that ARNs are compared with, by their text. */
  readonly patterns: Map<string, StringTestOf>;
  /** Accounts, 12 digits. */
  readonly accounts: Set<string>;
  /** Patterns that accounts are compared with, by themselves or within an ARN, by their text. */
  readonly accountPatterns: Map<string, StringTestOf>;
  /** Keys of tags of the caller, in lower case. */
  readonly tags: Set<string>;
  /** Organizations: `o-...`. */
  readonly organizations: Set<string>;
  /** Keys that tell users from roles, or accounts of another organization from accounts of none. */
  readonly keys: Set<string>;
}

const TAG = "aws:principaltag/";
const TYPE = "aws:principaltype";
const USER_NAME = "aws:username";
const ORGANIZATION_KEYS: readonly string[] = ["aws:principalorgid", "aws:principalorgpaths"];

/** Collects what the auth policies of some estates say about callers. */
export function mentionsIn(indexes: readonly EstateIndex[]): Mentions {
  const mentions: Mentions = {
    arns: new Set(),
    patterns: new Map(),
    accounts: new Set(),
    accountPatterns: new Map(),
    tags: new Set(),
    organizations: new Set(),
    keys: new Set(),
  };
  for (const index of indexes) {
    for (const owner of [...index.estate.networks, ...index.estate.services]) {
      if (!owner.authPolicy) continue;
      const { allows, denies } = index.policy(owner.authPolicy.policy);
      for (const statement of [...allows, ...denies]) collect(mentions, statement);
    }
  }
  return mentions;
}

/** Whether policies tell users from roles otherwise than by their ARNs. */
export function asksForType({ keys }: Mentions): boolean {
  return keys.has(TYPE) || keys.has(USER_NAME);
}

/** Whether being in some organization makes a difference, and whether it matters what that one is called. */
export function asksForAnyOrganization({ keys }: Mentions): "no" | "any" | "by pattern" {
  if (keys.has(PATTERN)) return "by pattern";
  return ORGANIZATION_KEYS.some((key) => keys.has(key)) ? "any" : "no";
}

function collect(mentions: Mentions, { parsed }: CompiledStatement): void {
  const patterns = [...parsed.resource.patterns, ...parsed.conditions.flatMap(({ values }) => values)];
  for (const key of patterns.flatMap(variablesOf)) collectVariable(mentions, key);
  for (const entry of parsed.principal?.entries ?? []) collectPrincipal(mentions, entry);
  for (const condition of parsed.conditions) collectCondition(mentions, condition);
}

/** What a policy variable puts into a resource or a value tells callers apart as a condition on its key does. */
function collectVariable({ tags, keys }: Mentions, key: string): void {
  if (key.startsWith(TAG)) tags.add(key.slice(TAG.length));
  if (key === TYPE || key === USER_NAME) keys.add(key);
  if (ORGANIZATION_KEYS.includes(key)) keys.add(key).add(PATTERN);
}

function collectPrincipal(mentions: Mentions, entry: PrincipalEntry): void {
  if (entry.type === "account") mentions.accounts.add(entry.account);
  else if (entry.type === "arn") addPattern(mentions, entry.arn, false);
}

function collectCondition(mentions: Mentions, { key, values, operator }: ParsedCondition): void {
  const { lookup } = key;
  const { family } = OPERATORS[operator.base];
  if (lookup.startsWith(TAG)) mentions.tags.add(lookup.slice(TAG.length));
  if (lookup === USER_NAME || (lookup === TYPE && tellsUsers(values))) mentions.keys.add(lookup);
  if (ORGANIZATION_KEYS.includes(lookup) && tellsAbsence(operator)) mentions.keys.add(lookup);
  if (family !== "String" && family !== "ARN") return;
  for (const value of values) {
    if (lookup === "aws:principalarn") addPattern(mentions, value, operator.base.endsWith("IgnoreCase"));
    if (lookup === "aws:principalaccount") addAccount(mentions, value);
    if (ORGANIZATION_KEYS.includes(lookup)) addOrganization(mentions, value);
  }
}

/** Whether an absent key fares otherwise than one with a value that the policy does not name. */
function tellsAbsence({ base, ifExists, qualifier }: Operator): boolean {
  if (base === "Null") return true;
  const { negated } = OPERATORS[base];
  const whenAbsent = qualifier === "ForAllValues" || ifExists || (negated && qualifier === undefined);
  return whenAbsent !== negated;
}

/** `Anonymous` says the same of users and of roles. */
function tellsUsers(values: readonly Pattern[]): boolean {
  const [user, role] = ["User", "AssumedRole"].map((type) =>
    values.some((value) => matchCodes(codesOf(value, false), type)),
  );
  return user !== role;
}
