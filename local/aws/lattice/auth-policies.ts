import { z } from "zod";
import { type Call, validationError } from "../http/rest-api";
import { notFound } from "./errors";
import { findAttachable } from "./find-attachable";
import { authPolicyProblems } from "./policy-documents";
import type { Service, ServiceNetwork } from "./records";
import { Identifier } from "./shapes";
import { type LatticeOperation, type LatticeWorld, operation } from "./world";

const Named = z.object({ resourceIdentifier: Identifier.attachable });
const Input = Named.extend({ policy: z.string().max(36_864) });

/** User guide, "Auth policies": inactive while the resource's auth type is NONE. */
function stateOf({ authType }: ServiceNetwork | Service): "Active" | "Inactive" {
  return authType === "AWS_IAM" ? "Active" : "Inactive";
}

function putAuthPolicy(world: LatticeWorld, call: Call, input: z.output<typeof Input>) {
  const resource = findAttachable(world, call, input.resourceIdentifier, "PutAuthPolicy");
  const { policy } = input;
  const problems = authPolicyProblems(policy);
  if (problems.length > 0) {
    throw validationError(problems);
  }
  const now = world.schedule.now;
  const createdAt = world.store.authPolicies.get(resource.arn)?.createdAt ?? now;
  world.store.authPolicies.set(resource.arn, { policy, createdAt, lastUpdatedAt: now });
  return { policy, state: stateOf(resource) };
}

function getAuthPolicy(world: LatticeWorld, call: Call, input: z.output<typeof Named>) {
  const resource = findAttachable(world, call, input.resourceIdentifier, "GetAuthPolicy");
  const found = world.store.authPolicies.get(resource.arn);
  if (found === undefined) {
    throw notFound("AUTH_POLICY", resource.arn);
  }
  return { ...found, state: stateOf(resource) };
}

function deleteAuthPolicy(world: LatticeWorld, call: Call, input: z.output<typeof Named>) {
  const resource = findAttachable(world, call, input.resourceIdentifier, "DeleteAuthPolicy");
  if (!world.store.authPolicies.delete(resource.arn)) {
    throw notFound("AUTH_POLICY", resource.arn);
  }
  return {};
}

const PATH = "/authpolicy/{resourceIdentifier}";

export const authPolicyOperations: readonly LatticeOperation[] = [
  operation({ name: "PutAuthPolicy", method: "PUT", path: PATH, status: 200, input: Input, handle: putAuthPolicy }),
  operation({ name: "GetAuthPolicy", method: "GET", path: PATH, status: 200, input: Named, handle: getAuthPolicy }),
  operation({
    name: "DeleteAuthPolicy",
    method: "DELETE",
    path: PATH,
    status: 204,
    input: Named,
    handle: deleteAuthPolicy,
  }),
];
