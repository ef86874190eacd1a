import type { Identity } from "../accounts/credentials";
import { operationOf } from "../faults";
import type { LocalService } from "../gateway";
import type { SignedRequest } from "../http/request";
import type { AwsResponse } from "../http/response";

/** One piece that moto lacks or gets wrong, served here until moto does. Undefined: moto's own answer is right. */
export type Gap = (request: SignedRequest, caller: Identity) => Promise<AwsResponse | undefined>;

/** A service of moto with its gaps closed. */
export function mended(...gaps: readonly Gap[]): LocalService {
  return {
    operationName: operationOf,
    handle: async (request, caller) => {
      for (const gap of gaps) {
        const response = await gap(request, caller);
        if (response !== undefined) {
          return response;
        }
      }
      return undefined;
    },
  };
}
