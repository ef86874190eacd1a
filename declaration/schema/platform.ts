import type { z } from "zod";
import { type Mistake, show } from "../mistake";
import { type nameRules, nameSchema } from "../names";
import { nearest } from "../nearest";
import { oddAdvice, oddKind } from "../odd-object";
import { accountSchema } from "./account";
import { consumerSchema } from "./consumer";
import type { deployersSchema } from "./deployers";
import { parsePart, writePath } from "./issues";
import { networkSchema } from "./network";
import { serviceSchema } from "./service";
import { parseSettings, type Settings, settingsSchema } from "./settings";
import type { stateSchema } from "./state";
import { producerVpcSchema } from "./vpc";

/** A named part of the platform: what was declared, with its key and every default filled in. */
type Keyed<Schema extends z.ZodType> = z.output<Schema> & { readonly key: string };

type WithDefault<T, Key extends keyof T> = T & { readonly [K in Key]-?: NonNullable<T[K]> };

export type PlatformAccount = WithDefault<Keyed<typeof accountSchema>, "deployRole">;
export type PlatformNetwork = WithDefault<Keyed<typeof networkSchema>, "region">;
export type PlatformVpc = WithDefault<Keyed<typeof producerVpcSchema>, "region">;
export type PlatformService = Keyed<typeof serviceSchema>;
export type PlatformConsumer = Keyed<typeof consumerSchema>;
export type PlatformTarget = PlatformService["targets"][string];
export type PlatformLambda = Extract<PlatformTarget, { kind: "lambda" }>;
export type PlatformCaller = PlatformConsumer["callers"][string];
export type PlatformAccessLogs = Exclude<PlatformNetwork["accessLogs"], false>;
export type PlatformDeployers = z.output<typeof deployersSchema>;
export type PlatformState = z.output<typeof stateSchema>;

/** The declaration after reading: every default filled in, every map ordered by key. */
export interface Platform extends Settings {
  readonly accounts: Readonly<Record<string, PlatformAccount>>;
  readonly networks: Readonly<Record<string, PlatformNetwork>>;
  readonly vpcs: Readonly<Record<string, PlatformVpc>>;
  readonly services: Readonly<Record<string, PlatformService>>;
  readonly consumers: Readonly<Record<string, PlatformConsumer>>;
}

const sections = ["accounts", "networks", "vpcs", "services", "consumers"] as const;
type Section = (typeof sections)[number];

/**
 * Every key that was written in a section, also those of entries with mistakes: a reference to them is no second mistake.
 * Undefined for a section that could not be read at all.
 */
export type DeclaredKeys = Readonly<Record<Section, ReadonlySet<string> | undefined>>;

const keyRules: Record<Section, keyof typeof nameRules> = {
  accounts: "key",
  networks: "serviceNetwork",
  vpcs: "key",
  services: "service",
  consumers: "key",
};

/** A declaration as it was read. */
export interface ParsedPlatform {
  readonly platform: Platform;
  readonly keys: DeclaredKeys;
  /** The platform's region; undefined if what was written is none: `platform` holds a stand-in then. */
  readonly region: string | undefined;
}

/**
 * Reads a declaration of unknown shape. Entries with mistakes are left out of `platform`, so that the checks that follow
 * still see all the others.
 */
export function parsePlatform(declaration: unknown): ParsedPlatform & { mistakes: Mistake[] } {
  const mistakes: Mistake[] = [];
  const raw = isObject(declaration) ? declaration : {};
  if (!isObject(declaration))
    mistakes.push({
      path: "the declaration",
      found: show(declaration),
      allowed: oddAdvice(declaration) ?? "an object",
    });
  mistakes.push(...unknownSections(raw));

  const written = Object.fromEntries(Object.entries(raw).filter(([key]) => !isSection(key)));
  const { settings, region } = parseSettings(written, mistakes);
  const read = <Schema extends z.ZodType>(section: Section, schema: Schema) =>
    parseSection(section, schema, raw[section], mistakes);
  const platform: Platform = {
    ...settings,
    accounts: mapValues(read("accounts", accountSchema), (account) => ({
      ...account,
      deployRole: account.deployRole ?? settings.deployRole,
    })),
    networks: inRegion(read("networks", networkSchema), region),
    vpcs: inRegion(read("vpcs", producerVpcSchema), region),
    services: mapValues(read("services", serviceSchema), (service) => ({
      ...service,
      targets: sortedByKey(service.targets),
    })),
    consumers: mapValues(read("consumers", consumerSchema), (consumer) => ({
      ...consumer,
      callers: sortedByKey(consumer.callers),
    })),
  };
  return { platform, keys: declaredKeys(raw), region, mistakes };
}

function parseSection<Schema extends z.ZodType>(section: Section, schema: Schema, raw: unknown, mistakes: Mistake[]) {
  const entries: [string, Keyed<Schema>][] = [];
  if (raw === undefined && section === "vpcs") return entries;
  if (!isObject(raw)) {
    mistakes.push({
      path: section,
      found: raw === undefined ? undefined : show(raw),
      allowed: oddAdvice(raw) ?? `an object with a key for each of the ${section}`,
    });
    return entries;
  }
  const keySchema = nameSchema(keyRules[section]);
  for (const key of Object.keys(raw).sort()) {
    const name = parsePart(keySchema, key, [section, key]);
    const part = parsePart(schema, raw[key], [section, key]);
    mistakes.push(...name.mistakes.map((mistake) => ({ ...mistake, found: show(key) })), ...part.mistakes);
    if (part.value !== undefined && name.mistakes.length === 0) entries.push([key, Object.assign({ key }, part.value)]);
  }
  return entries;
}

function sortedByKey<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return byKey(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function mapValues<T, U>(entries: readonly [string, T][], change: (value: T) => U): Record<string, U> {
  return byKey(entries.map(([key, value]) => [key, change(value)]));
}

/** Entries with the region that they are in; those of which it is not known are left out, like those with mistakes. */
function inRegion<T extends { region?: string | undefined }>(
  entries: readonly [string, T][],
  fallback: string | undefined,
): Record<string, T & { region: string }> {
  return byKey(
    entries.flatMap(([key, entry]) => {
      const region = entry.region ?? fallback;
      return region === undefined ? [] : [[key, { ...entry, region }]];
    }),
  );
}

/** Without a prototype: nothing is found under `constructor` or `toString` that nobody declared. */
function byKey<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

function unknownSections(raw: Record<string, unknown>): Mistake[] {
  const known = [...Object.keys(settingsSchema.shape), ...sections];
  return Object.keys(raw)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      path: writePath([key]),
      found: show(raw[key]),
      allowed: `no such key here${nearest(key, known)}; the keys are ${known.join(", ")}`,
    }));
}

function declaredKeys(raw: Record<string, unknown>): DeclaredKeys {
  const keysOf = (section: Section) => {
    const value = raw[section];
    if (value === undefined && section === "vpcs") return new Set<string>();
    return isObject(value) ? new Set(Object.keys(value)) : undefined;
  };
  return {
    accounts: keysOf("accounts"),
    networks: keysOf("networks"),
    vpcs: keysOf("vpcs"),
    services: keysOf("services"),
    consumers: keysOf("consumers"),
  };
}

function isSection(key: string): key is Section {
  return sections.some((section) => section === key);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && oddKind(value) === undefined;
}
