import type { BuiltGateway } from "./build-gateway";
import type { Fault } from "./faults";
import type { SignedRequest } from "./http/request";
import { type AwsResponse, jsonResponse } from "./http/response";
import type { LatticeBehaviourChange } from "./lattice/options";

/** Paths below this are not AWS's: another process looks at, and disturbs, what runs here. */
export const ADMIN_PATH = "/_trellis/";

/**
 * `GET /_trellis/inventory` lists what the accounts hold. `POST /_trellis/faults` adds a {@link Fault} (JSON), and
 * `DELETE /_trellis/faults` removes all. `PATCH /_trellis/lattice` is a {@link LatticeBehaviourChange}.
 */
export async function answerAdmin(request: SignedRequest, built: BuiltGateway): Promise<AwsResponse> {
  try {
    return await act(request, built);
  } catch (error) {
    return jsonResponse(400, { message: error instanceof Error ? error.message : String(error) });
  }
}

async function act(request: SignedRequest, { gateway, inventory, behave }: BuiltGateway): Promise<AwsResponse> {
  switch (`${request.method} ${request.path.slice(ADMIN_PATH.length)}`) {
    case "GET inventory":
      return jsonResponse(200, await inventory());
    case "POST faults":
      gateway.faults.add(JSON.parse(request.body.toString()) as Fault);
      return jsonResponse(204);
    case "DELETE faults":
      gateway.faults.clear();
      return jsonResponse(204);
    case "PATCH lattice":
      behave(JSON.parse(request.body.toString()) as LatticeBehaviourChange);
      return jsonResponse(204);
    default:
      return jsonResponse(404, {
        message: "There is GET inventory, POST and DELETE faults, and PATCH lattice, below /_trellis/.",
      });
  }
}
