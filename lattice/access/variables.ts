/** The part of a request that a condition key reads, for the keys that a client is free to set. */
export type Variable =
  | { readonly kind: "path" }
  | { readonly kind: "method" }
  /** The header's name in lower case. */
  | { readonly kind: "header"; readonly name: string }
  /** The parameter's name in lower case. */
  | { readonly kind: "query"; readonly name: string };

const HEADER = "vpc-lattice-svcs:requestheader/";
const QUERY = "vpc-lattice-svcs:requestquerystring/";

/** The variable that a condition key reads; undefined for keys that the caller, the network or the service fix. */
export function variableOf(lookup: string): Variable | undefined {
  if (lookup === "vpc-lattice-svcs:requestpath") return { kind: "path" };
  if (lookup === "vpc-lattice-svcs:requestmethod") return { kind: "method" };
  if (lookup === "aws:useragent") return { kind: "header", name: "user-agent" };
  if (lookup === "aws:referer") return { kind: "header", name: "referer" };
  if (lookup.startsWith(HEADER)) return { kind: "header", name: lookup.slice(HEADER.length) };
  return lookup.startsWith(QUERY) ? { kind: "query", name: lookup.slice(QUERY.length) } : undefined;
}
