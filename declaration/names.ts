import { z } from "zod";
import { expected } from "./mistake";

/**
 * What may be a name, and how long it may be. Every rule is AWS's own, from the VPC Lattice API model
 * (CreateServiceNetwork, CreateService, CreateTargetGroup, …), so that a wrong name is found before Terraform sees it:
 * the AWS provider checks lengths only.
 */
interface NameRule {
  readonly minLength: number;
  readonly maxLength: number;
  /** A beginning that AWS keeps for its generated identifiers. */
  readonly reservedPrefix?: string;
  /** The API operation that states the rule. */
  readonly source: string;
}

export const nameRules = {
  serviceNetwork: { minLength: 3, maxLength: 63, source: "VPC Lattice API, CreateServiceNetwork.name" },
  service: { minLength: 3, maxLength: 40, reservedPrefix: "svc-", source: "VPC Lattice API, CreateService.name" },
  targetGroup: {
    minLength: 3,
    maxLength: 128,
    reservedPrefix: "tg-",
    source: "VPC Lattice API, CreateTargetGroup.name",
  },
  listener: {
    minLength: 3,
    maxLength: 63,
    reservedPrefix: "listener-",
    source: "VPC Lattice API, CreateListener.name",
  },
  rule: { minLength: 3, maxLength: 63, reservedPrefix: "rule-", source: "VPC Lattice API, CreateRule.name" },
  platform: {
    minLength: 1,
    maxLength: 20,
    source: "Trellis: it begins the names of roles, which AWS limits to 64 characters",
  },
  /** Keys of accounts, VPCs, consumers, callers and targets: they become part of names of the kinds above. */
  key: { minLength: 1, maxLength: 40, source: "Trellis: the key becomes part of resource names" },
} as const satisfies Record<string, NameRule>;

const latticeName = /^(?!-)(?!.*-$)(?!.*--)[a-z0-9-]+$/;

/** Whether AWS takes `name` for an object of this kind. */
export function isName(kind: keyof typeof nameRules, name: string): boolean {
  const rule: NameRule = nameRules[kind];
  return (
    name.length >= rule.minLength &&
    name.length <= rule.maxLength &&
    latticeName.test(name) &&
    !(rule.reservedPrefix && name.startsWith(rule.reservedPrefix))
  );
}

/** What is allowed, as an error message says it. */
export function describeName(kind: keyof typeof nameRules): string {
  const rule: NameRule = nameRules[kind];
  const reserved = rule.reservedPrefix ? `, not beginning with "${rule.reservedPrefix}"` : "";
  return `${rule.minLength} to ${rule.maxLength} characters of a-z, 0-9 and single hyphens inside${reserved}`;
}

/** A schema for the names (or the keys that become names) of this kind. */
export function nameSchema(kind: keyof typeof nameRules): z.ZodString {
  return z
    .string(expected(describeName(kind), nameRules[kind].source))
    .refine((name) => isName(kind, name), expected(describeName(kind), nameRules[kind].source));
}
