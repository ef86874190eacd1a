import { ANY, codesOf, textOfCodes } from "../../iam/pattern/codes";
import { literalText, type Pattern } from "../../iam/pattern/pattern";
import { accountPart } from "./account-part";
import type { Mentions } from "./mentions";

const ACCOUNT = /^\d{12}$/;
const ACCOUNT_IN_ARN = /^arn:[^:]*:(?:iam|sts)::(\d{12}):/;
const ORGANIZATION = /^o-[a-z0-9]+/;

/** Among {@link Mentions.keys}: it matters what an organization is called that nobody names. */
export const PATTERN = "a pattern of organizations";

/** Adds what an account is compared with. */
export function addAccount({ accounts, accountPatterns }: Mentions, value: Pattern): void {
  const text = literalText(value);
  const codes = codesOf(value, false);
  if (codes.every((code) => code === ANY)) return;
  if (text === undefined) accountPatterns.set(value.source, { codes, fold: false });
  else if (ACCOUNT.test(text)) accounts.add(text);
}

/** Adds what an organization, or a path in one, is compared with. */
export function addOrganization({ organizations, keys }: Mentions, { parts, source }: Pattern): void {
  const [first] = parts;
  const named = first?.kind === "literal" ? ORGANIZATION.exec(first.text)?.[0] : undefined;
  const whole = named !== undefined && (source === named || source.startsWith(`${named}/`));
  if (whole) organizations.add(named);
  else keys.add(PATTERN);
}

/** Adds what the ARN of a caller is compared with. */
export function addPattern(mentions: Mentions, pattern: Pattern, fold: boolean): void {
  const text = literalText(pattern);
  if (text !== undefined && !fold) addArn(mentions, text);
  else addVague(mentions, pattern, fold);
}

function addVague(mentions: Mentions, pattern: Pattern, fold: boolean): void {
  const account = ACCOUNT_IN_ARN.exec(pattern.source)?.[1];
  if (account !== undefined) mentions.accounts.add(account);
  const codes = codesOf(pattern, fold);
  // What is wholly unknown, and what matches everybody, tells nobody from anybody.
  if (codes.every((code) => code === ANY)) return;
  mentions.patterns.set(`${fold}${pattern.source}`, { codes, fold });
  const part = accountPart(codes);
  if (part) mentions.accountPatterns.set(textOfCodes(part), { codes: part, fold: false });
}

/** Adds a caller that is named in full. */
export function addArn(mentions: Mentions, arn: string): void {
  const account = ACCOUNT_IN_ARN.exec(arn)?.[1];
  if (account !== undefined) mentions.accounts.add(account);
  mentions.arns.add(arn);
}
