import { ApiError } from "./api-error";
import type { SignedRequest } from "./request";

/** AWS takes a signature that is at most five minutes off (IAM user guide, "Troubleshoot Signature Version 4"). */
const TOLERANCE_MS = 5 * 60_000;

/** What each service calls it, where it is not InvalidSignatureException. */
const CODES: Readonly<Record<string, string>> = {
  s3: "RequestTimeTooSkewed",
  sts: "SignatureDoesNotMatch",
  iam: "SignatureDoesNotMatch",
};

/** Judges the time of signing by AWS's clock, which is ours plus `skew` milliseconds. @throws ApiError 403 */
export function checkSigningTime(request: SignedRequest, skew: number): void {
  const signedAt = signingTime(request);
  const aws = Date.now() + skew;
  if (signedAt === undefined || Math.abs(signedAt - aws) <= TOLERANCE_MS) {
    return;
  }
  const code = CODES[request.scope?.service ?? ""] ?? "InvalidSignatureException";
  const [signed, now] = [new Date(signedAt).toISOString(), new Date(aws).toISOString()];
  throw new ApiError(
    403,
    code,
    `Signature ${signedAt < aws ? "expired" : "not yet current"}: signed at ${signed}, while AWS's clock says ${now}.`,
  );
}

/** `X-Amz-Date` (`20260102T030405Z`), in milliseconds since the epoch. */
function signingTime({ headers, query }: SignedRequest): number | undefined {
  const text = String(headers["x-amz-date"] ?? query.get("X-Amz-Date") ?? "");
  const time = Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  return Number.isNaN(time) ? undefined : time;
}
