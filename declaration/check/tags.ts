import type { CheckContext } from "./context";

const limit = 50;
const why = "Tagging AWS resources, tag naming limits: 50 tags on a resource";

/** What every resource has beside what is declared. */
const trellis = ["trellis:platform", "trellis:stack"];

type Tags = Readonly<Record<string, string>>;

/** The platform's tags and an entry's own fit on a resource, together with those that Trellis adds. */
export function checkTags({ platform, report }: CheckContext): void {
  const { networks, services, consumers, vpcs } = platform;
  const named = Object.keys(consumers).length + Object.keys(vpcs).length > 0 ? ["Name"] : [];
  if (count(platform.tags, {}, named) > limit) {
    report(["tags"], {
      found: `${Object.keys(platform.tags).length} tags`,
      allowed: `at most ${limit - trellis.length - named.length}, since resources also have ${[...trellis, ...named].join(", ")}`,
      why,
    });
    return;
  }
  const check = (section: string, key: string, tags: Tags, added: readonly string[]) => {
    const all = count(platform.tags, tags, added);
    if (all <= limit) return;
    report([section, key, "tags"], {
      found: `${all} tags with the platform's and ${[...trellis, ...added].join(", ")}`,
      allowed: `at most ${limit} in all`,
      why,
    });
  };
  for (const { key, tags } of Object.values(networks)) check("networks", key, tags, []);
  for (const { key, tags } of Object.values(services)) check("services", key, tags, []);
  for (const { key, tags } of Object.values(consumers)) check("consumers", key, tags, named);
}

function count(platform: Tags, own: Tags, added: readonly string[]): number {
  return new Set([...Object.keys(platform), ...Object.keys(own), ...trellis, ...added]).size;
}
