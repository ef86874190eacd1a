import { z } from "zod";

/** The claims of a token. */
export type Claims = Readonly<Record<string, unknown>>;

const Texts = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const Statement = z.object({
  Effect: z.enum(["Allow", "Deny"]),
  Principal: z.union([z.literal("*"), z.record(z.string(), Texts)]),
  Action: Texts,
  Condition: z.record(z.string(), z.record(z.string(), Texts)).default({}),
});
const Trust = z.object({ Statement: z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]) });

/**
 * Whether a role's trust policy lets an issuer's token in. A statement that this cannot read, as one with another operator,
 * lets nobody in.
 */
export function allowsIdentity(policy: unknown, account: string, issuer: string, claims: Claims): boolean {
  const statements = Trust.safeParse(policy).data?.Statement ?? [];
  const matching = statements
    .flatMap((statement) => Statement.safeParse(statement).data ?? [])
    .filter(
      ({ Principal, Action, Condition }) =>
        Action.some((action) => like(action.toLowerCase(), "sts:assumerolewithwebidentity")) &&
        (Principal === "*" || (Principal.Federated ?? []).some((arn) => isProvider(arn, account, issuer))) &&
        Object.entries(Condition).every(([operator, keys]) =>
          Object.entries(keys).every(([key, values]) => holds(operator, values, claimOf(key, issuer, claims))),
        ),
    );
  return matching.length > 0 && matching.every(({ Effect }) => Effect === "Allow");
}

function isProvider(arn: string, account: string, issuer: string): boolean {
  const [, , service, , owner, ...resource] = arn.split(":");
  return service === "iam" && owner === account && resource.join(":") === `oidc-provider/${issuer}`;
}

/** `token.actions.githubusercontent.com:sub` is the claim `sub` of that issuer. */
function claimOf(key: string, issuer: string, claims: Claims): string | undefined {
  if (!key.toLowerCase().startsWith(`${issuer}:`)) return undefined;
  const claim = claims[key.slice(issuer.length + 1)];
  return typeof claim === "string" ? claim : undefined;
}

function holds(operator: string, values: readonly string[], claim: string | undefined): boolean {
  if (claim === undefined) return false;
  if (operator === "StringEquals") return values.includes(claim);
  return operator === "StringLike" && values.some((value) => like(value, claim));
}

function like(pattern: string, text: string): boolean {
  const parts = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${parts}$`, "s").test(text);
}
