import { z } from "zod";
import { type Call, validate, validationError } from "../http/rest-api";
import { authPolicyProblems } from "./auth-policy-document";
import { notFound } from "./errors";
import { findAttachable } from "./find-attachable";
import type { Service, ServiceNetwork } from "./records";
import type { LatticeOperation, LatticeWorld } from "./world";

const Input = z.object({ policy: z.string().max(36_864) });

/** User guide, "Auth policies": inactive while the resource's auth type is NONE. */
function stateOf({ authType }: ServiceNetwork | Service): "Active" | "Inactive" {
  return authType === "AWS_IAM" ? "Active" : "Inactive";
}

function putAuthPolicy(world: LatticeWorld, call: Call) {
  const resource = findAttachable(world, call, call.labels.resourceIdentifier, "PutAuthPolicy");
  const { policy } = validate(Input, call.body);
  const problems = authPolicyProblems(policy);
  if (problems.length > 0) {
    throw validationError(problems);
  }
  const now = world.schedule.now;
  const createdAt = world.store.authPolicies.get(resource.arn)?.createdAt ?? now;
  world.store.authPolicies.set(resource.arn, { policy, createdAt, lastUpdatedAt: now });
  return { policy, state: stateOf(resource) };
}

function getAuthPolicy(world: LatticeWorld, call: Call) {
  const resource = findAttachable(world, call, call.labels.resourceIdentifier, "GetAuthPolicy");
  const found = world.store.authPolicies.get(resource.arn);
  if (found === undefined) {
    throw notFound("AUTH_POLICY", resource.arn);
  }
  return { ...found, state: stateOf(resource) };
}

function deleteAuthPolicy(world: LatticeWorld, call: Call) {
  const resource = findAttachable(world, call, call.labels.resourceIdentifier, "DeleteAuthPolicy");
  if (!world.store.authPolicies.delete(resource.arn)) {
    throw notFound("AUTH_POLICY", resource.arn);
  }
  return {};
}

const PATH = "/authpolicy/{resourceIdentifier}";

export const authPolicyOperations: readonly LatticeOperation[] = [
  { name: "PutAuthPolicy", method: "PUT", path: PATH, status: 200, handle: putAuthPolicy },
  { name: "GetAuthPolicy", method: "GET", path: PATH, status: 200, handle: getAuthPolicy },
  { name: "DeleteAuthPolicy", method: "DELETE", path: PATH, status: 204, handle: deleteAuthPolicy },
];
