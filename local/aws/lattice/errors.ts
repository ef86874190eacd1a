import { ApiError } from "../http/api-error";
import type { Call } from "../http/rest-api";

/** HTTP 404. */
export function notFound(resourceType: string, resourceId: string): ApiError {
  return new ApiError(404, "ResourceNotFoundException", `${resourceType} ${resourceId} not found`, {
    resourceId,
    resourceType,
  });
}

/** HTTP 409. */
export function conflict(resourceType: string, resourceId: string, message: string): ApiError {
  return new ApiError(409, "ConflictException", message, { resourceId, resourceType });
}

/** HTTP 403, in the words of IAM. */
export function accessDenied(call: Call, action: string, resource: string): ApiError {
  const message = `User: ${call.callerArn} is not authorized to perform: vpc-lattice:${action} on resource: ${resource}`;
  return new ApiError(403, "AccessDeniedException", message);
}

/** What a quota counts, with its code in Service Quotas (VPC Lattice user guide, "Quotas"). */
export interface QuotaBreach {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly quotaCode: string;
  readonly limit: number;
}

/** HTTP 402. */
export function quotaExceeded({ limit, ...detail }: QuotaBreach): ApiError {
  const message = `The limit of ${limit} (${detail.quotaCode}) has been reached for ${detail.resourceType} in ${detail.resourceId}`;
  return new ApiError(402, "ServiceQuotaExceededException", message, { ...detail, serviceCode: "vpc-lattice" });
}
