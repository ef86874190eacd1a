import { ApiError } from "../http/api-error";
import { allowsIdentity, type Claims } from "./web-identity-trust";

/** What IAM holds of an account, for whoever comes with a token instead of keys. */
export interface TrustSource {
  /** The parsed trust policy of a role; undefined where there is no such role. */
  trustPolicyOf(account: string, roleName: string): Promise<unknown>;
  /** Audiences of the OpenID Connect provider of an issuer; undefined where the account has no such provider. */
  audiencesOf(account: string, issuer: string): Promise<readonly string[] | undefined>;
}

/** Who a token says that it is. */
export interface WebIdentity {
  /** Host and path of the issuer, as IAM names it: `token.actions.githubusercontent.com`. */
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/**
 * Decides on AssumeRoleWithWebIdentity by the role's trust policy (STS API; IAM User Guide, "Create a role for OpenID Connect
 * federation"). The token's signature is not verified, like no signature here: nobody has GitHub's key.
 * @throws ApiError as STS has them
 */
export async function identifyByToken(
  source: TrustSource | undefined,
  role: { readonly account: string; readonly name: string },
  token: string,
  now: number,
): Promise<WebIdentity> {
  const claims = claimsOf(token);
  const { iss, sub, aud, exp } = claims;
  if (typeof iss !== "string" || typeof sub !== "string" || typeof exp !== "number")
    throw invalid("lacks iss, sub or exp");
  if (exp * 1000 <= now) {
    throw new ApiError(400, "ExpiredTokenException", `Token expired: ${exp} is before ${Math.floor(now / 1000)}`);
  }
  const issuer = iss.replace(/^https:\/\//, "").replace(/\/$/, "");
  const audiences = await source?.audiencesOf(role.account, issuer);
  if (audiences === undefined) {
    throw invalid(`No OpenIDConnect provider found in your account for ${iss}`);
  }
  const audience = [aud].flat().find((each): each is string => typeof each === "string" && audiences.includes(each));
  if (audience === undefined) throw invalid("Incorrect token audience");
  const policy = await source?.trustPolicyOf(role.account, role.name);
  if (!allowsIdentity(policy, role.account, issuer, { ...claims, aud: audience })) {
    throw new ApiError(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
  }
  return { issuer, subject: sub, audience };
}

function claimsOf(token: string): Claims {
  const [, payload = ""] = token.split(".");
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    if (typeof claims === "object" && claims !== null) return claims as Claims;
  } catch {
    // Said below.
  }
  throw invalid("The ID Token provided is not a valid JWT");
}

function invalid(message: string): ApiError {
  return new ApiError(400, "InvalidIdentityToken", message);
}
