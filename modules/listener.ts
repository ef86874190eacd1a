import { VpclatticeListener, type VpclatticeListenerDefaultAction } from "@cdktf/provider-aws/lib/vpclattice-listener";
import {
  VpclatticeListenerRule,
  type VpclatticeListenerRuleAction,
  type VpclatticeListenerRuleMatchHttpMatch,
} from "@cdktf/provider-aws/lib/vpclattice-listener-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

/** Forward by weight, or a fixed answer. */
export type ListenerAction =
  | { readonly kind: "forward"; readonly targetGroups: readonly { readonly id: string; readonly weight: number }[] }
  | { readonly kind: "fixedResponse"; readonly statusCode: number };

/** What a request must look like; everything named must hold. */
export interface RuleMatch {
  readonly method?: string;
  readonly path?: { readonly exact?: string; readonly prefix?: string };
  readonly headers: readonly {
    readonly name: string;
    readonly caseSensitive: boolean;
    readonly exact?: string;
    readonly prefix?: string;
    readonly contains?: string;
  }[];
}

export interface ListenerRuleProps {
  readonly priority: number;
  readonly match: RuleMatch;
  readonly action: ListenerAction;
}

export interface ListenerProps {
  readonly serviceId: string;
  /** What in Terraform changes when another service takes its place: `aws_vpclattice_service.orders.id`. */
  readonly replacedWith: string;
  readonly protocol: "HTTPS" | "HTTP";
  readonly port: number;
  readonly defaultAction: ListenerAction;
  readonly rules: readonly ListenerRuleProps[];
  /** What must be there before a rule sends requests to it. */
  readonly dependsOn: ITerraformDependable[];
  readonly tags: Readonly<Record<string, string>>;
}

/** The listener's name: protocol and port cannot be changed. */
function listenerName({ protocol, port }: Pick<ListenerProps, "protocol" | "port">): string {
  return `${protocol.toLowerCase()}-${port}`;
}

/**
 * A listener with its rules.
 *
 * The provider drops a changed priority without a word, so a rule's priority is its identity: its address and its name.
 * Then a changed match or action is an update in place, and a route that moves to a free priority is a new rule. When the
 * kinds of condition change, the provider sends an empty one for the old kind and fails: the name tells them, too, and the
 * rule is replaced. Rules are not created before they are destroyed: Terraform would then replace the service in the same
 * way, and its name is taken until the old one is gone.
 *
 * The provider would update the listener of a service that is replaced, and fails, so it is replaced with its service.
 */
export class Listener extends Construct {
  /** Everything that a request needs to find its way. */
  readonly parts: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ListenerProps) {
    super(scope, id);
    const { protocol, port, serviceId, tags } = props;
    const listener = new VpclatticeListener(this, "resource", {
      name: listenerName(props),
      protocol,
      port,
      serviceIdentifier: serviceId,
      defaultAction: defaultActionOf(props.defaultAction),
      tags,
      dependsOn: props.dependsOn,
      lifecycle: { replaceTriggeredBy: [props.replacedWith] },
    });
    const rules = [...props.rules]
      .sort((left, right) => left.priority - right.priority)
      .map((rule) => this.rule(listener.listenerId, props, rule));
    this.parts = [listener, ...rules];
  }

  private rule(
    listenerIdentifier: string,
    { serviceId, dependsOn, tags }: ListenerProps,
    { priority, match, action }: ListenerRuleProps,
  ) {
    return new VpclatticeListenerRule(this, `priority-${priority}`, {
      name: ruleName(priority, match),
      priority,
      listenerIdentifier,
      serviceIdentifier: serviceId,
      match: { httpMatch: httpMatchOf(match) },
      action: actionOf(action),
      tags,
      dependsOn,
    });
  }
}

/** Priority and kinds of condition; a path alone, the usual, goes without saying. */
function ruleName(priority: number, { path, headers }: RuleMatch): string {
  const kinds = [...(path ? ["path"] : []), ...(headers.length > 0 ? [`headers-${headers.length}`] : [])];
  const shape = kinds.join("-") || "method";
  return shape === "path" ? `priority-${priority}` : `priority-${priority}-${shape}`;
}

function httpMatchOf({ method, path, headers }: RuleMatch): VpclatticeListenerRuleMatchHttpMatch {
  return {
    method,
    pathMatch: path ? { caseSensitive: true, match: { exact: path.exact, prefix: path.prefix } } : undefined,
    headerMatches:
      headers.length > 0
        ? inOrder(headers).map(({ name, caseSensitive, exact, prefix, contains }) => ({
            name,
            caseSensitive,
            match: { exact, prefix, contains },
          }))
        : undefined,
  };
}

/** All of them must hold, so their order means nothing; the provider compares them as a list. */
function inOrder(headers: RuleMatch["headers"]): RuleMatch["headers"] {
  const text = ({ name, exact, prefix, contains }: RuleMatch["headers"][number]) =>
    JSON.stringify([name.toLowerCase(), name, exact, prefix, contains]);
  return [...headers].sort((left, right) => (text(left) < text(right) ? -1 : 1));
}

function actionOf(action: ListenerAction): VpclatticeListenerRuleAction {
  if (action.kind === "fixedResponse") return { fixedResponse: { statusCode: action.statusCode } };
  return { forward: { targetGroups: targetGroupsOf(action.targetGroups) } };
}

function defaultActionOf(action: ListenerAction): VpclatticeListenerDefaultAction {
  if (action.kind === "fixedResponse") return { fixedResponse: { statusCode: action.statusCode } };
  return { forward: [{ targetGroups: targetGroupsOf(action.targetGroups) }] };
}

function targetGroupsOf(groups: readonly { readonly id: string; readonly weight: number }[]) {
  return groups.map(({ id, weight }) => ({ targetGroupIdentifier: id, weight }));
}
