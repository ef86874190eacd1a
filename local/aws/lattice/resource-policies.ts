import { z } from "zod";
import { type Call, validationError } from "../http/rest-api";
import { notFound } from "./errors";
import { findAttachable } from "./find-attachable";
import { resourcePolicyProblems } from "./policy-documents";
import { Identifier } from "./shapes";
import { type LatticeOperation, type LatticeWorld, operation } from "./world";

const Named = z.object({ resourceArn: Identifier.attachableArn });
const Input = Named.extend({ policy: z.string().min(1).max(10_000).regex(/\S/) });

function putResourcePolicy(world: LatticeWorld, call: Call, input: z.output<typeof Input>) {
  const resource = findAttachable(world, call, input.resourceArn, "PutResourcePolicy");
  const { policy } = input;
  const problems = resourcePolicyProblems(policy);
  if (problems.length > 0) {
    throw validationError(problems);
  }
  world.store.resourcePolicies.set(resource.arn, policy);
  return {};
}

function getResourcePolicy(world: LatticeWorld, call: Call, input: z.output<typeof Named>) {
  const { arn } = findAttachable(world, call, input.resourceArn, "GetResourcePolicy");
  const policy = world.store.resourcePolicies.get(arn);
  if (policy === undefined) {
    throw notFound("RESOURCE_POLICY", arn);
  }
  return { policy };
}

function deleteResourcePolicy(world: LatticeWorld, call: Call, input: z.output<typeof Named>) {
  const { arn } = findAttachable(world, call, input.resourceArn, "DeleteResourcePolicy");
  if (!world.store.resourcePolicies.delete(arn)) {
    throw notFound("RESOURCE_POLICY", arn);
  }
  return {};
}

const PATH = "/resourcepolicy/{resourceArn}";

export const resourcePolicyOperations: readonly LatticeOperation[] = [
  operation({
    name: "PutResourcePolicy",
    method: "PUT",
    path: PATH,
    status: 200,
    input: Input,
    handle: putResourcePolicy,
  }),
  operation({
    name: "GetResourcePolicy",
    method: "GET",
    path: PATH,
    status: 200,
    input: Named,
    handle: getResourcePolicy,
  }),
  operation({
    name: "DeleteResourcePolicy",
    method: "DELETE",
    path: PATH,
    status: 204,
    input: Named,
    handle: deleteResourcePolicy,
  }),
];
