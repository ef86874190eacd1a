import { partitionOf, placeOf } from "../arn";
import type { CheckContext } from "./context";

/** What holds text of the user's own, where an ARN may name anything. */
const unread = new Set(["tags", "environment", "Condition", "routes", "defaultAction", "grants"]);

type Path = readonly (string | number)[];

/** A platform is in one partition: accounts, roles, networks and shares of another are out of its reach. */
export function checkPartitions({ platform, region: home, report }: CheckContext): void {
  if (home === undefined) return;
  const own = partitionOf(home);
  const why = "AWS General Reference: an account is in one partition, and nothing is shared between two";
  const regions: readonly (readonly [Path, string])[] = [
    ...Object.values(platform.networks).map(({ key, region }) => [["networks", key, "region"], region] as const),
    ...Object.values(platform.vpcs).map(({ key, region }) => [["vpcs", key, "region"], region] as const),
    ...(platform.state.kind === "s3" ? [[["state", "region"], platform.state.region] as const] : []),
  ];
  for (const [path, region] of regions.filter(([, each]) => partitionOf(each) !== own))
    report(path, { found: region, allowed: `a Region of the partition ${own}, where ${home} is`, why });
  for (const [path, arn] of arnsIn(platform, [])) {
    const { partition, region } = placeOf(arn);
    if (partition === own || isSaidElsewhere(platform, path, arn)) continue;
    const named = region === "" || partitionOf(region) === own;
    if (named || path[0] === "state")
      report(path, { found: arn, allowed: `an ARN of the partition ${own}: arn:${own}:…`, why });
  }
}

/** An account without a deploy role of its own has the platform's. */
function isSaidElsewhere({ deployRole }: CheckContext["platform"], path: Path, arn: string): boolean {
  return path[0] === "accounts" && arn === deployRole;
}

/** Every ARN of the platform that begins with a partition's whole name. */
function arnsIn(value: unknown, path: Path): [Path, string][] {
  if (typeof value === "string") return /^arn:aws[a-z-]*:/.test(value) ? [[path, value]] : [];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each, index) => arnsIn(each, [...path, index]));
  return Object.entries(value).flatMap(([key, each]) =>
    unread.has(key) && !isNamed(path) ? [] : arnsIn(each, [...path, key]),
  );
}

/** Whether the keys at a path are names of the user's own. */
function isNamed(path: Path): boolean {
  return path.length === 1 || path.at(-1) === "targets" || path.at(-1) === "callers";
}
