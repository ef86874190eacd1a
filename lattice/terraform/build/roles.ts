import type { Role } from "../../estate/estate";
import type { AttachedPolicy } from "../../estate/resource";
import { isUnknown, type Origin, unknown, type Value } from "../../value";
import { blocksOf, textsOf } from "../blocks";
import type { Instance } from "../instance";
import { isObject } from "../value";
import { externalRole } from "./external-role";
import { Links } from "./links";
import { managedPolicy } from "./managed-policies";
import { moduleWith } from "./module-arguments";
import { attachedPolicy, perhapsAllows, perhapsInForce } from "./policies";
import { saidArn } from "./role-arns";
import { addPolicy, named, type RoleDraft } from "./role-draft";
import { tagsOf } from "./tags";
import { accountOf, type TerraformSet } from "./terraform-set";
import { othersMayAssume } from "./trust";

/** Reads the roles with everything that is attached to them, those that are declared elsewhere included. */
export function readRoles(set: TerraformSet): { readonly read: readonly Role[]; readonly links: Links<RoleDraft> } {
  const roles = new RoleReader(set);
  roles.read();
  return { read: [...new Set(roles.all)], links: roles.links };
}

class RoleReader {
  readonly links = new Links<RoleDraft>();
  readonly all: RoleDraft[] = [];
  readonly #named = new Links<RoleDraft>();
  readonly #managed = new Links<AttachedPolicy>();
  readonly #drafts = new Map<Instance, RoleDraft>();
  /** The ARNs in `managed_policy_arns`. */
  readonly #listed = new Map<RoleDraft, ReadonlySet<unknown>>();

  constructor(private readonly set: TerraformSet) {}

  read(): void {
    const { set } = this;
    set.map("aws_iam_policy", (one) => {
      const policy = attachedPolicy(one.attribute("policy"), "identity", one.origin("policy"));
      this.#managed.add(policy, one.text("arn"));
    });
    set.map("aws_iam_role", (instance) => this.#declare(instance));
    set.map("aws_iam_role_policy", (one) => {
      const policy = attachedPolicy(one.attribute("policy"), "identity", one.origin("policy"));
      this.#attach(one, one.text("role"), { ...policy, name: one.text("name") });
    });
    set.map("aws_iam_role_policy_attachment", (one) => {
      this.#attachManaged(one, one.text("role"));
    });
    set.map("aws_iam_policy_attachment", (one) => {
      for (const role of textsOf(one.argument("roles"))) this.#attachManaged(one, role);
    });
  }

  #attachManaged(attachment: Instance, role: Value<string>): void {
    const arn = attachment.text("policy_arn");
    this.#attach(attachment, role, this.#attached(arn, attachment.origin()), arn);
  }

  /** Every role that may be meant gets the policy with a doubt. */
  #attach(attachment: Instance, name: Value<string>, policy: AttachedPolicy, arn?: Value<string>): void {
    const known = this.#find(attachment, name);
    const account = accountOf(attachment);
    const possible = (known ? [] : this.set.possible(attachment, name, "aws_iam_role")).filter(
      (one) => isUnknown(account) || isUnknown(accountOf(one)) || accountOf(one) === account,
    );
    const drafts = possible.flatMap((one) => this.#drafts.get(one) ?? []);
    const doubt = unknown("string", "only apply tells whose policy it is", attachment.origin());
    for (const role of drafts) addPolicy(role, perhapsInForce(policy, doubt));
    if (drafts.length > 0) return;
    const role = known ?? this.#external(attachment, name);
    // In a state the role lists what is attached by attachments of their own, too.
    if (arn !== undefined && !isUnknown(arn) && this.#listed.get(role)?.has(arn)) return;
    addPolicy(role, attachment.identity.open ? perhapsInForce(policy, doubt) : policy);
  }

  #declare(instance: Instance): void {
    const permissionsBoundary = this.#boundaryOf(instance);
    const role: RoleDraft = {
      id: instance.id,
      origin: instance.origin(),
      arn: instance.text("arn"),
      name: instance.text("name"),
      account: accountOf(instance),
      tags: tagsOf(instance),
      policies: [...this.#inline(instance), ...this.#managedOf(instance), ...this.#ofModule(instance)],
      ...(permissionsBoundary ? { permissionsBoundary } : {}),
      ...(othersMayAssume(instance) ? { assumedByOthers: true } : {}),
    };
    this.all.push(role);
    this.#drafts.set(instance, role);
    this.#listed.set(role, new Set(textsOf(instance.argument("managed_policy_arns"))));
    this.links.add(role, role.arn);
    this.#named.add(role, named(role.account, role.name));
  }

  /** A boundary allows nothing by itself: taking one that was not read to be wide can only show too much access. */
  #boundaryOf(instance: Instance): AttachedPolicy | undefined {
    const arn = instance.argumentText("permissions_boundary");
    if (arn === undefined || arn === "") return undefined;
    if (isUnknown(arn) || this.#managed.find(arn) || arn.includes("::aws:policy/")) {
      return this.#attached(arn, instance.origin("permissions_boundary"));
    }
    this.set.unreadBoundaries.add(arn);
    return undefined;
  }

  #inline(instance: Instance): readonly AttachedPolicy[] {
    const origin = instance.origin("inline_policy");
    return blocksOf(instance.argument("inline_policy")).flatMap((block) => {
      const policy = isObject(block) ? block.policy : undefined;
      return policy === undefined || policy === null || policy === ""
        ? []
        : [attachedPolicy(policy, "identity", origin)];
    });
  }

  #managedOf(instance: Instance): readonly AttachedPolicy[] {
    const arns = textsOf(instance.argument("managed_policy_arns"));
    return arns.map((arn) => this.#attached(arn, instance.origin("managed_policy_arns")));
  }

  #ofModule(instance: Instance): readonly AttachedPolicy[] {
    const module = moduleWith(this.set, instance.text("arn"), instance.text("name"));
    return module ? [perhapsAllows("a module that is not read may attach policies", module.origin())] : [];
  }

  #attached(arn: Value<string>, origin: Origin): AttachedPolicy {
    const known = this.#managed.find(arn);
    if (known) return known;
    if (isUnknown(arn)) return perhapsAllows("a policy that was not read", origin);
    return managedPolicy(arn, origin);
  }

  /**
   * A policy names its role by name, in the account that the policy is made in. A state does not say which that is: then
   * the only role of that name in it is meant.
   */
  #find(policy: Instance, name: Value<string>): RoleDraft | undefined {
    const account = accountOf(policy);
    const known = this.#named.find(named(account, name)) ?? this.links.find(name);
    if (known || isUnknown(name)) return known;
    const same = [...this.#drafts].filter(([{ identity }, role]) => {
      const open = isUnknown(account) || isUnknown(role.account);
      return identity.stack === policy.identity.stack && role.name === name && open;
    });
    return same.length === 1 ? same[0]?.[1] : undefined;
  }

  #external(policy: Instance, name: Value<string>): RoleDraft {
    const account = accountOf(policy);
    const said = isUnknown(account) || isUnknown(name) ? undefined : saidArn(this.set, account, name);
    const role = externalRole(policy, account, name, said);
    this.all.push(role);
    this.links.add(role, role.arn);
    this.#named.add(role, named(account, name));
    return role;
  }
}
