import { ApiError } from "./api-error";
import type { SignedRequest } from "./request";

/** AWS takes a signature that is at most five minutes off (IAM user guide, "Troubleshoot Signature Version 4"). */
const TOLERANCE_MS = 5 * 60_000;

/** Judges the time of signing by AWS's clock, which is ours plus `skew` milliseconds. @throws ApiError 403 */
export function checkSigningTime(request: SignedRequest, skew: number): void {
  const signedAt = signingTime(request);
  const aws = Date.now() + skew;
  if (signedAt === undefined || Math.abs(signedAt - aws) <= TOLERANCE_MS) {
    return;
  }
  const service = request.scope?.service;
  const code =
    service === "s3"
      ? "RequestTimeTooSkewed"
      : service === "sts"
        ? "SignatureDoesNotMatch"
        : "InvalidSignatureException";
  const [signed, now] = [new Date(signedAt).toISOString(), new Date(aws).toISOString()];
  throw new ApiError(
    403,
    code,
    `Signature ${signedAt < aws ? "expired" : "not yet current"}: signed at ${signed}, while AWS's clock says ${now}.`,
  );
}

/** `X-Amz-Date`, in milliseconds since the epoch. */
function signingTime({ headers, query }: SignedRequest): number | undefined {
  const text = headers["x-amz-date"] ?? query.get("X-Amz-Date") ?? "";
  const [, date, hours, minutes, seconds] = /^(\d{8})T(\d{2})(\d{2})(\d{2})Z$/.exec(String(text)) ?? [];
  return (
    (date && Date.parse(`${date.replace(/^(....)(..)(..)$/, "$1-$2-$3")}T${hours}:${minutes}:${seconds}Z`)) || undefined
  );
}
