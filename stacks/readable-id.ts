import { TerraformElement } from "cdktf";
import type { Node } from "constructs";

/** Addresses that people read: `aws_vpclattice_service.service_orders`. Ids hold no underscore of their own but the one after their kind. */
export function readableId(element: TerraformElement | Node): string {
  const node = TerraformElement.isTerraformElement(element) ? element.node : element;
  return node.path
    .split("/")
    .slice(1)
    .filter((id) => id !== "resource")
    .join("_");
}
