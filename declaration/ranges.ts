import { isIPv4 } from "node:net";
import { Netmask } from "netmask";

/** An IPv4 range as numbers, both ends included. */
export interface Range {
  readonly first: number;
  readonly last: number;
  /** Bits of the network part: 16 for a /16. */
  readonly prefix: number;
}

/** An IPv4 range in CIDR notation, read; undefined if it is none, or has bits set behind its prefix. */
export function readRange(cidr: string): Range | undefined {
  try {
    const { base, bitmask, netLong, size } = new Netmask(cidr);
    return isIPv4(base) && `${base}/${bitmask}` === cidr
      ? { first: netLong, last: netLong + size - 1, prefix: bitmask }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether two ranges share an address. */
export function overlap(left: Range, right: Range): boolean {
  return left.first <= right.last && right.first <= left.last;
}

/** Whether every address of `inner` is one of `outer`. */
export function contains(outer: Range, inner: Range): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/**
 * Cuts a VPC's range into equal subnets, one per zone: four bits longer than the VPC where there is room, never longer
 * than /28 (Amazon VPC User Guide, subnet sizing).
 */
export function subnetRanges(cidr: string, zones: number): string[] {
  const range = readRange(cidr);
  if (!range) return [];
  const prefix = Math.min(28, range.prefix + 4);
  const size = 2 ** (32 - prefix);
  return Array.from({ length: zones }, (_, index) => `${toAddress(range.first + index * size)}/${prefix}`);
}

function toAddress(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
}
