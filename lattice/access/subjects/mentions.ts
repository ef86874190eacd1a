import type { EstateIndex } from "../../decide/index-estate";
import type { CompiledStatement } from "../../iam/compile/statement";
import { OPERATORS } from "../../iam/operators/names";
import type { ParsedCondition, PrincipalEntry } from "../../iam/parse/parsed";
import { codesOf } from "../../iam/pattern/codes";
import { literalText, type Pattern } from "../../iam/pattern/pattern";
import type { StringTestOf } from "../strings/classes";

/** What the auth policies of an estate say about who calls: all that can tell one outsider from another. */
export interface Mentions {
  /** ARNs that are named in full. */
  readonly arns: Set<string>;
  /** Patterns that ARNs are compared with, by their text. */
  readonly patterns: Map<string, StringTestOf>;
  /** Accounts, 12 digits. */
  readonly accounts: Set<string>;
  /** Keys of tags of the caller, in lower case. */
  readonly tags: Set<string>;
  /** Organizations: `o-...`. */
  readonly organizations: Set<string>;
}

const ACCOUNT_IN_ARN = /^arn:[^:]*:(?:iam|sts)::(\d{12}):/;
const TAG = "aws:principaltag/";

/** Collects what the auth policies of some estates say about callers. */
export function mentionsIn(indexes: readonly EstateIndex[]): Mentions {
  const mentions: Mentions = {
    arns: new Set(),
    patterns: new Map(),
    accounts: new Set(),
    tags: new Set(),
    organizations: new Set(),
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

function collect(mentions: Mentions, { parsed }: CompiledStatement): void {
  for (const entry of parsed.principal?.entries ?? []) collectPrincipal(mentions, entry);
  for (const condition of parsed.conditions) collectCondition(mentions, condition);
}

function collectPrincipal(mentions: Mentions, entry: PrincipalEntry): void {
  if (entry.type === "account") mentions.accounts.add(entry.account);
  else if (entry.type === "arn") addPattern(mentions, entry.arn, false);
}

function collectCondition(mentions: Mentions, { key, values, operator }: ParsedCondition): void {
  const { lookup } = key;
  if (lookup.startsWith(TAG)) mentions.tags.add(lookup.slice(TAG.length));
  const { family } = OPERATORS[operator.base];
  if (family !== "String" && family !== "ARN") return;
  for (const value of values) {
    if (lookup === "aws:principalarn") addPattern(mentions, value, operator.base.endsWith("IgnoreCase"));
    const text = literalText(value);
    if (text === undefined) continue;
    if (lookup === "aws:principalaccount") mentions.accounts.add(text);
    if (lookup === "aws:principalorgid") mentions.organizations.add(text);
  }
}

function addPattern(mentions: Mentions, pattern: Pattern, fold: boolean): void {
  const text = literalText(pattern);
  if (text !== undefined && !fold) addArn(mentions, text);
  else addVague(mentions, pattern, fold);
}

function addVague(mentions: Mentions, pattern: Pattern, fold: boolean): void {
  const account = ACCOUNT_IN_ARN.exec(pattern.source)?.[1];
  if (account !== undefined) mentions.accounts.add(account);
  mentions.patterns.set(`${fold}${pattern.source}`, { codes: codesOf(pattern, fold), fold });
}

/** Adds a caller that is named in full. */
export function addArn(mentions: Mentions, arn: string): void {
  const account = ACCOUNT_IN_ARN.exec(arn)?.[1];
  if (account !== undefined) mentions.accounts.add(account);
  mentions.arns.add(arn);
}
