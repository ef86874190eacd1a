import { oneOrMany } from "../minify";
import type { IdentityStatement } from "../statement";
import { functionRights } from "./lambda";
import { latticeRights } from "./lattice";
import { logRights } from "./logs";
import { networkRights } from "./network";
import type { DeployScope, Right, Rights } from "./right";
import { shareRights } from "./shares";

export type { Declared, DeployScope } from "./right";

/** Every type that a stack may hold, data sources with `data.` before their type. */
export const deployRights: Rights = {
  ...latticeRights,
  ...functionRights,
  ...networkRights,
  ...logRights,
  ...shareRights,
};

/** A stack holds resources of a type whose rights are not known. */
export class UnknownTypeError extends Error {
  override readonly name = "UnknownTypeError";
  constructor(readonly types: readonly string[]) {
    super(`policies/documents/deploy-rights does not say what ${types.join(", ")} needs: add it there.`);
  }
}

/**
 * What a role needs to deploy and destroy resources of these types: one statement per set of resources and conditions.
 *
 * @throws UnknownTypeError
 */
export function deployStatements(types: readonly string[], scope: DeployScope): IdentityStatement[] {
  const unknown = types.filter((type) => deployRights[type] === undefined);
  if (unknown.length > 0) throw new UnknownTypeError(unknown);
  const merged = new Map<string, { right: Right; actions: Set<string> }>();
  for (const right of types.flatMap((type) => deployRights[type] ?? [])) {
    if (right.resources(scope).length === 0) continue;
    const key = JSON.stringify([right.resources(scope), right.conditions?.(scope)]);
    const same = merged.get(key) ?? { right, actions: new Set() };
    for (const action of right.actions) same.actions.add(action);
    merged.set(key, same);
  }
  return [...merged].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, each]) => statement(each, scope));
}

function statement({ right, actions }: { right: Right; actions: Set<string> }, scope: DeployScope): IdentityStatement {
  const conditions = right.conditions?.(scope);
  return {
    Effect: "Allow",
    Action: oneOrMany([...actions].sort()),
    Resource: oneOrMany(right.resources(scope)),
    ...(conditions ? { Condition: conditions } : {}),
  };
}
