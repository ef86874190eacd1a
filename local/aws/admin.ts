import type { Fault, Faults } from "./faults";
import type { SignedRequest } from "./http/request";
import { type AwsResponse, jsonResponse } from "./http/response";
import type { Holding } from "./inventory";

/** Paths below this are not AWS's: another process looks at, and disturbs, what runs here. */
export const ADMIN_PATH = "/_trellis/";

/**
 * `GET /_trellis/inventory` lists what the accounts hold. `POST /_trellis/faults` adds a {@link Fault} (JSON), and
 * `DELETE /_trellis/faults` removes all.
 */
export async function answerAdmin(
  request: SignedRequest,
  faults: Faults,
  inventory: () => Promise<Holding[]>,
): Promise<AwsResponse> {
  switch (`${request.method} ${request.path.slice(ADMIN_PATH.length)}`) {
    case "GET inventory":
      return jsonResponse(200, await inventory());
    case "POST faults":
      return addFault(request, faults);
    case "DELETE faults":
      faults.clear();
      return jsonResponse(204);
    default:
      return jsonResponse(404, { message: "There is GET /_trellis/inventory, and POST and DELETE /_trellis/faults." });
  }
}

function addFault(request: SignedRequest, faults: Faults): AwsResponse {
  try {
    faults.add(JSON.parse(request.body.toString()) as Fault);
    return jsonResponse(204);
  } catch (error) {
    return jsonResponse(400, {
      message: `The fault is not valid JSON: ${error instanceof Error ? error.message : error}`,
    });
  }
}
