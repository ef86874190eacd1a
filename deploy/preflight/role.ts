import type { RoleToAssume, Sessions } from "../aws/sessions";
import { describe, kindOf, type Problem, type ProblemKind } from "./problem";
import { remedyOf } from "./remedies";

/** Account that a role must lead into, by the declaration. */
export interface DeclaredAccount {
  readonly key: string;
  readonly id: string;
}

/** Assumes a deploy role and looks where it leads; undefined if it is the declared account. */
export async function checkRole(
  caller: Sessions,
  callerArn: string,
  role: RoleToAssume,
  account: DeclaredAccount,
): Promise<Problem | undefined> {
  let assumed: Sessions | undefined;
  try {
    assumed = await caller.assume(role);
    const { account: found } = await assumed.identity();
    return found === account.id ? undefined : wrongAccount(role, account, found);
  } catch (error) {
    const kind = kindOf(error);
    return kind === "denied" ? denied(callerArn, role, account) : { kind, message: unusable(role, kind, error) };
  } finally {
    assumed?.close();
  }
}

function wrongAccount({ roleArn }: RoleToAssume, { key, id }: DeclaredAccount, found: string): Problem {
  return {
    kind: "wrong-account",
    message: `${roleArn} leads into account ${found}, but accounts.${key}.id is ${id}: correct the id or the role.`,
  };
}

function denied(caller: string, { roleArn, externalId }: RoleToAssume, { key }: DeclaredAccount): Problem {
  const external =
    externalId === undefined
      ? `has no condition on an external id (or accounts.${key}.externalId says it)`
      : `expects the external id of accounts.${key}.externalId`;
  return {
    kind: "denied",
    message: `${caller} may not assume ${roleArn}: see that the role exists (trellis bootstrap ${key} makes it), that its trust names the caller and ${external}, and that the caller's own policies allow sts:AssumeRole.`,
  };
}

function unusable({ roleArn }: RoleToAssume, kind: ProblemKind, error: unknown): string {
  return `${roleArn} cannot be assumed (${describe(error)}): ${remedyOf(kind)}.`;
}
