import type { z } from "zod";
import { ApiError } from "../http/api-error";

/** HTTP 400, with the exception's name in the API model (ram 2018-01-04). */
export function ramError(
  code:
    | "InvalidParameterException"
    | "MalformedArnException"
    | "OperationNotPermittedException"
    | "UnknownResourceException"
    | "InvalidStateTransitionException"
    | "ResourceShareInvitationArnNotFoundException"
    | "ResourceShareInvitationAlreadyAcceptedException"
    | "ResourceShareInvitationAlreadyRejectedException"
    | "InvalidNextTokenException"
    | "IdempotentParameterMismatchException",
  message: string,
): ApiError {
  return new ApiError(400, code, message);
}

/** Reads an input by its schema. @throws ApiError InvalidParameterException that names every member that is wrong */
export function input<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const problems = result.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
  throw ramError("InvalidParameterException", problems.join("; "));
}

export function unknownShare(arn: string): ApiError {
  return ramError("UnknownResourceException", `ResourceShare ${arn} could not be found.`);
}
