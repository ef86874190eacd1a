/** What may be wrong before a deploy. */
export type ProblemKind =
  | "no-credentials"
  | "expired"
  | "invalid-credentials"
  | "denied"
  | "wrong-account"
  | "clock"
  | "throttled"
  | "aws-failed"
  | "network"
  | "bucket-absent"
  | "bucket-region"
  | "bucket-denied"
  | "state-denied"
  | "other";

/** Something that would stop a deploy, in one sentence with what to do about it. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly message: string;
}

const kinds: readonly (readonly [kind: ProblemKind, pattern: RegExp])[] = [
  [
    "expired",
    /\bExpired(Token)?(Exception)?\b|RequestExpired|(token|session)[^.]*has expired|SSO session.*(expired|invalid)/i,
  ],
  ["no-credentials", /CredentialsProviderError|Could not load credentials/],
  ["clock", /Signature (expired|not yet current)|RequestTimeTooSkewed|RequestInTheFuture/],
  [
    "invalid-credentials",
    /InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId|SignatureDoesNotMatch|AuthFailure/,
  ],
  ["denied", /AccessDenied/],
  ["throttled", /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|Rate exceeded/],
  ["aws-failed", /InternalFailure|InternalError|InternalServer|ServiceUnavailable/],
  [
    "network",
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMED?OUT|EPROXY|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|TimeoutError|CERT|UNABLE_TO_VERIFY/,
  ],
];

/** What kind of problem an error of the SDK or of a connection is, by the codes of AWS and of Node. */
export function kindOf(error: unknown): ProblemKind {
  const text = describe(error);
  return kinds.find(([, pattern]) => pattern.test(text))?.[0] ?? (statusOf(error) >= 500 ? "aws-failed" : "other");
}

/** HTTP status of an answer that the SDK took for an error; 0 without one. */
function statusOf(error: unknown): number {
  const metadata = error instanceof Error && "$metadata" in error ? error.$metadata : undefined;
  const status = typeof metadata === "object" && metadata !== null && "httpStatusCode" in metadata;
  return status ? Number(metadata.httpStatusCode) : 0;
}

/** Name, code and message of an error, on one line without a full stop. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const inner = error instanceof AggregateError ? error.errors.map(describe) : [];
  return [...new Set([error.name, code, error.message, ...inner])]
    .filter((part) => part !== "" && part !== "Error")
    .join(": ")
    .replace(/\s+/g, " ")
    .replace(/[.\s]+$/, "");
}
