export type StackRole = "network" | "producer" | "consumer";

/** The id of the stack of this role for an account (or a network): with its region, if that is not the platform's own. */
export function stackId(platformRegion: string, role: StackRole, key: string, region: string): string {
  return region === platformRegion ? `${role}-${key}` : `${role}-${key}-${region}`;
}
