import type { z } from "zod";
import { ApiError } from "../http/api-error";
import { constraintOf } from "../http/constraint";
import type { ExceptionName } from "./arns";

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
    | "InvalidMaxResultsException"
    | "IdempotentParameterMismatchException",
  message: string,
): ApiError {
  return new ApiError(400, code, message);
}

/**
 * Reads an input by its schema, and names every member that is wrong. @throws ApiError with the exception that a schema
 * has as `params.code`, else InvalidParameterException
 */
export function input<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) {
    return result.data;
  }
  const { issues } = result.error;
  const code = issues.map(codeOf).find((each) => each !== INVALID) ?? INVALID;
  throw ramError(code, issues.map((issue) => `${issue.path.join(".")}: ${constraintOf(issue)}`).join("; "));
}

const INVALID = "InvalidParameterException";

function codeOf(issue: z.core.$ZodIssue): ExceptionName {
  return (issue.code === "custom" ? issue.params?.code : undefined) ?? INVALID;
}

export function unknownShare(arn: string): ApiError {
  return ramError("UnknownResourceException", `ResourceShare ${arn} could not be found.`);
}
