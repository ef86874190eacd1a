import { z } from "zod";
import { type Call, type InvalidField, validate, validationError } from "../http/rest-api";
import { notFound } from "./errors";
import type { Service, ServiceNetwork } from "./records";
import { findServiceNetwork } from "./service-networks";
import { findService } from "./services";
import { Identifier } from "./shapes";
import type { LatticeOperation, LatticeWorld } from "./world";

/** Quota "auth policy size", not adjustable: 10 KB, although the model allows 36,864 characters. */
const AUTH_POLICY_BYTES = 10_240;

const AuthInput = z.object({ policy: z.string().max(36_864) });
const ResourceInput = z.object({ policy: z.string().min(1).max(10_000).regex(/\S/) });

/** The service network or service that a policy or a log subscription is attached to; it is the caller's own. */
export function findAttachable(
  world: LatticeWorld,
  call: Call,
  identifier: string | undefined,
  action: string,
): ServiceNetwork | Service {
  const checked = validate(Identifier.networkOrService, identifier);
  return /(^|\/)svc-/.test(checked)
    ? findService(world, call, checked, action, "owned")
    : findServiceNetwork(world, call, checked, action, "owned");
}

/** User guide, "Auth policies": inactive while the resource's auth type is NONE. */
function stateOf({ authType }: ServiceNetwork | Service): "Active" | "Inactive" {
  return authType === "AWS_IAM" ? "Active" : "Inactive";
}

function putAuthPolicy(world: LatticeWorld, call: Call) {
  const resource = findAttachable(world, call, call.labels.resourceIdentifier, "PutAuthPolicy");
  const { policy } = validate(AuthInput, call.body);
  const problems = authPolicyProblems(policy);
  if (problems.length > 0) {
    throw validationError(problems);
  }
  const now = world.schedule.now;
  const createdAt = world.store.authPolicies.get(resource.arn)?.createdAt ?? now;
  world.store.authPolicies.set(resource.arn, { policy, createdAt, lastUpdatedAt: now });
  return { policy, state: stateOf(resource) };
}

/** User guide, "Auth policies": JSON without newlines, at most 10 KB, statements with a principal and invoke actions. */
function authPolicyProblems(policy: string): InvalidField[] {
  const problem = (message: string) => [{ name: "policy", message }];
  if (/[\r\n]/.test(policy)) {
    return problem("must not contain newlines or blank lines");
  }
  if (Buffer.byteLength(policy) > AUTH_POLICY_BYTES) {
    return problem(`must not be larger than ${AUTH_POLICY_BYTES} bytes`);
  }
  return statementProblems(policy);
}

/** IAM takes one of a thing for a list of one. */
function listOf<T extends z.ZodType>(item: T) {
  return z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item).min(1));
}

const Strings = listOf(z.string());
const Principal = z.union([z.literal("*"), z.record(z.string(), Strings)]);
const Action = z.string().regex(/^(\*|vpc-lattice-svcs:.+)$/i, "must be an action of vpc-lattice-svcs");
const Statement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(["Allow", "Deny"]),
    Principal: Principal.optional(),
    NotPrincipal: Principal.optional(),
    Action: listOf(Action),
    Resource: Strings,
    Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  })
  .refine(
    ({ Principal: yes, NotPrincipal: no }) => (yes === undefined) !== (no === undefined),
    "must have one of Principal and NotPrincipal",
  );
const PolicyDocument = z.strictObject({
  Version: z.enum(["2012-10-17", "2008-10-17"]).optional(),
  Id: z.string().optional(),
  Statement: listOf(Statement),
});

function statementProblems(policy: string): InvalidField[] {
  let document: unknown;
  try {
    document = JSON.parse(policy);
  } catch {
    return [{ name: "policy", message: "must be valid JSON" }];
  }
  const issues = PolicyDocument.safeParse(document).error?.issues ?? [];
  return issues.map(({ path, message }) => ({ name: ["policy", ...path].join("."), message }));
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

function putResourcePolicy(world: LatticeWorld, call: Call) {
  const resource = findAttachable(world, call, call.labels.resourceArn, "PutResourcePolicy");
  const { policy } = validate(ResourceInput, call.body);
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

export const policyOperations: readonly LatticeOperation[] = [
  {
    name: "PutAuthPolicy",
    method: "PUT",
    path: "/authpolicy/{resourceIdentifier}",
    status: 200,
    handle: putAuthPolicy,
  },
  {
    name: "GetAuthPolicy",
    method: "GET",
    path: "/authpolicy/{resourceIdentifier}",
    status: 200,
    handle: getAuthPolicy,
  },
  {
    name: "DeleteAuthPolicy",
    method: "DELETE",
    path: "/authpolicy/{resourceIdentifier}",
    status: 204,
    handle: deleteAuthPolicy,
  },
  {
    name: "PutResourcePolicy",
    method: "PUT",
    path: "/resourcepolicy/{resourceArn}",
    status: 200,
    handle: putResourcePolicy,
  },
  {
    name: "GetResourcePolicy",
    method: "GET",
    path: "/resourcepolicy/{resourceArn}",
    status: 200,
    handle: getResourcePolicy,
  },
  {
    name: "DeleteResourcePolicy",
    method: "DELETE",
    path: "/resourcepolicy/{resourceArn}",
    status: 204,
    handle: deleteResourcePolicy,
  },
];
