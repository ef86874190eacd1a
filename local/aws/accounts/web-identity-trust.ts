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
const Denying = z.object({ Effect: z.literal("Deny") });
const Trust = z.object({ Statement: z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]) });

/**
 * Whether a role's trust policy lets an issuer's token in. What this cannot read lets nobody in: a statement of another form,
 * or a condition with another operator or key, never allows, and denies where it is there to deny.
 */
export function allowsIdentity(policy: unknown, account: string, issuer: string, claims: Claims): boolean {
  const effects = (Trust.safeParse(policy).data?.Statement ?? []).flatMap((statement) => {
    const { data } = Statement.safeParse(statement);
    if (data === undefined) return Denying.safeParse(statement).success ? ["Deny"] : [];
    const { Effect, Principal, Action, Condition } = data;
    const isAbout =
      Action.some((action) => like(action.toLowerCase(), "sts:assumerolewithwebidentity")) &&
      (Principal === "*" || (Principal.Federated ?? []).some((arn) => isProvider(arn, account, issuer)));
    const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => holds(operator, values, key, issuer, claims)),
    );
    return isAbout && conditions.every((met) => met ?? Effect === "Deny") ? [Effect] : [];
  });
  return effects.includes("Allow") && !effects.includes("Deny");
}

function isProvider(arn: string, account: string, issuer: string): boolean {
  const [, , service, , owner, ...resource] = arn.split(":");
  return service === "iam" && owner === account && resource.join(":") === `oidc-provider/${issuer}`;
}

/** Of `token.actions.githubusercontent.com:sub`, which is the claim `sub` of that issuer; undefined where it cannot be read. */
function holds(
  operator: string,
  values: readonly string[],
  key: string,
  issuer: string,
  claims: Claims,
): boolean | undefined {
  const prefix = `${issuer}:`.toLowerCase();
  const isRead = operator === "StringEquals" || operator === "StringLike";
  if (!isRead || !key.toLowerCase().startsWith(prefix)) return undefined;
  const claim = claims[key.slice(prefix.length)];
  if (typeof claim !== "string") return false;
  return values.some((value) => (operator === "StringLike" ? like(value, claim) : value === claim));
}

function like(pattern: string, text: string): boolean {
  const parts = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${parts}$`, "s").test(text);
}
