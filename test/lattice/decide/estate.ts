import type { Estate } from "../../../lattice/estate/estate";
import { parsePolicy } from "../../../lattice/iam/parse/policy";
import type { PolicyKind } from "../../../lattice/iam/parse/reader";
import type { PolicySource } from "../../../lattice/iam/parse/source";
import { withUnknowns } from "../unknowns";
import base from "./cases/estate.json";

/** Changes to the estate of the tests, by dotted path: `{ "networks.0.authType": "NONE" }`; null removes. */
export type Changes = Readonly<Record<string, unknown>>;

type Members = Record<string, unknown>;

/** The estate of the tests with some changes: policies are parsed, and everything gets an origin named after its id. */
export function makeEstate(changes: Changes = {}): Estate {
  const raw = structuredClone(base) as Members;
  for (const [path, value] of Object.entries(changes)) change(raw, path.split("."), value);
  return finish(withUnknowns(raw), "estate") as Estate;
}

function change(at: Members, [name = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) change(at[name] as Members, rest, value);
  else if (value === null) delete at[name];
  else at[name] = value;
}

function finish(value: unknown, address: string): unknown {
  if (Array.isArray(value)) return value.map((item) => finish(item, address));
  if (typeof value !== "object" || value === null || ("kind" in value && value.kind === "unknown")) return value;
  const here = "id" in value ? String(value.id) : address;
  const members = Object.entries(value).map(([key, member]) => [key, read(key, member, here)]);
  return { origin: { file: "plan.json", address: here }, ...Object.fromEntries(members) };
}

function read(key: string, member: unknown, address: string): unknown {
  const attach = (kind: PolicyKind, suffix: string) => (source: unknown) => ({
    policy: parsePolicy(source as PolicySource, kind),
    origin: { file: "plan.json", address: `${address}.${suffix}` },
  });
  if (key === "authPolicy") return attach("auth", "policy")(member);
  if (key === "permissionsBoundary") return attach("identity", "boundary")(member);
  if (key === "policies") return (member as unknown[]).map(attach("identity", "policy"));
  if (key === "serviceControlPolicies")
    return (member as unknown[][]).map((level) => level.map(attach("identity", "scp")));
  return finish(member, address);
}
