import { z } from "zod";
import { type Call, validate, validationError } from "../http/rest-api";
import { notFound } from "./errors";
import { findAttachable } from "./find-attachable";
import type { LatticeOperation, LatticeWorld } from "./world";

const Input = z.object({ policy: z.string().min(1).max(10_000).regex(/\S/) });

function putResourcePolicy(world: LatticeWorld, call: Call) {
  const resource = findAttachable(world, call, call.labels.resourceArn, "PutResourcePolicy");
  const { policy } = validate(Input, call.body);
  if (/[\r\n]/.test(policy)) {
    throw validationError([{ name: "policy", message: "must not contain newlines or blank lines" }]);
  }
  world.store.resourcePolicies.set(resource.arn, policy);
  return {};
}

function getResourcePolicy(world: LatticeWorld, call: Call) {
  const { arn } = findAttachable(world, call, call.labels.resourceArn, "GetResourcePolicy");
  const policy = world.store.resourcePolicies.get(arn);
  if (policy === undefined) {
    throw notFound("RESOURCE_POLICY", arn);
  }
  return { policy };
}

function deleteResourcePolicy(world: LatticeWorld, call: Call) {
  const { arn } = findAttachable(world, call, call.labels.resourceArn, "DeleteResourcePolicy");
  if (!world.store.resourcePolicies.delete(arn)) {
    throw notFound("RESOURCE_POLICY", arn);
  }
  return {};
}

const PATH = "/resourcepolicy/{resourceArn}";

export const resourcePolicyOperations: readonly LatticeOperation[] = [
  { name: "PutResourcePolicy", method: "PUT", path: PATH, status: 200, handle: putResourcePolicy },
  { name: "GetResourcePolicy", method: "GET", path: PATH, status: 200, handle: getResourcePolicy },
  { name: "DeleteResourcePolicy", method: "DELETE", path: PATH, status: 204, handle: deleteResourcePolicy },
];
