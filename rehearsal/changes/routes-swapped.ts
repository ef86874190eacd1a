import { type Change, service } from "./change";

/** Two routes with other kinds of condition trade places on both listeners of a service: the rules are made anew. */
export const routesSwapped: Change = {
  what: "two routes swapped",
  declare: service("documents", (documents) => ({ ...documents, routes: documents.routes.map(swap(20, 30)) })),
  moves: [
    "producer-documents: replace aws_vpclattice_listener_rule.service_documents_port-8080_priority-20",
    "producer-documents: replace aws_vpclattice_listener_rule.service_documents_port-8080_priority-30",
    "producer-documents: replace aws_vpclattice_listener_rule.service_documents_port-443_priority-20",
    "producer-documents: replace aws_vpclattice_listener_rule.service_documents_port-443_priority-30",
  ],
};

function swap(left: number, right: number) {
  return <T extends { readonly priority: number }>(route: T): T => {
    if (route.priority === left) return { ...route, priority: right };
    return route.priority === right ? { ...route, priority: left } : route;
  };
}
