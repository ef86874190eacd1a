import { isIP } from "node:net";

/** An IP address as 16-bit groups: two for IPv4, eight for IPv6. */
type Groups = readonly number[];

/** A range of IP addresses. */
export interface Cidr {
  readonly groups: Groups;
  /** The number of leading bits that count. */
  readonly prefix: number;
}

/** Reads an address or a range in CIDR notation; an address alone is a range of one. Undefined for anything else. */
export function readCidr(text: string): Cidr | undefined {
  const [address = "", bits, ...rest] = text.split("/");
  const groups = readAddress(address);
  if (!groups || rest.length > 0) return undefined;
  const longest = groups.length * 16;
  if (bits === undefined) return { groups, prefix: longest };
  const prefix = /^\d{1,3}$/.test(bits) ? Number(bits) : Number.POSITIVE_INFINITY;
  return prefix <= longest ? { groups, prefix } : undefined;
}

/** Reads one address; undefined for anything else. */
export function readAddress(text: string): Groups | undefined {
  const version = isIP(text);
  if (version === 4) return ipv4(text);
  return version === 6 && !text.includes("%") ? ipv6(text) : undefined;
}

/** Whether an address lies in a range. An IPv4 address lies in no IPv6 range, not even `::/0`, nor the other way. */
export function inCidr(cidr: Cidr, address: Groups): boolean {
  if (address.length !== cidr.groups.length) return false;
  let bits = cidr.prefix;
  for (let index = 0; bits > 0; index++, bits -= 16) {
    const mask = bits >= 16 ? 0xffff : (0xffff << (16 - bits)) & 0xffff;
    if (((address[index] ?? 0) & mask) !== ((cidr.groups[index] ?? 0) & mask)) return false;
  }
  return true;
}

/** Whether every address of `inner` lies in `outer`. */
export function cidrContains(outer: Cidr, inner: Cidr): boolean {
  return inner.prefix >= outer.prefix && inCidr(outer, inner.groups);
}

function ipv4(text: string): Groups {
  const [a = 0, b = 0, c = 0, d = 0] = text.split(".").map(Number);
  return [a * 256 + b, c * 256 + d];
}

function ipv6(text: string): Groups {
  const dotted = /\d+\.\d+\.\d+\.\d+$/.exec(text)?.[0];
  const plain = dotted
    ? text.slice(0, -dotted.length) +
      ipv4(dotted)
        .map((group) => group.toString(16))
        .join(":")
    : text;
  const [head = "", tail] = plain.split("::");
  const before = hexGroups(head);
  const after = hexGroups(tail ?? "");
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function hexGroups(text: string): number[] {
  return text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));
}
