import { Netmask } from "netmask";

/** An IPv4 range in CIDR notation, read; undefined if it is none, or has bits set behind its prefix. */
export function readRange(cidr: string): Netmask | undefined {
  try {
    const range = new Netmask(cidr);
    return `${range.base}/${range.bitmask}` === cidr ? range : undefined;
  } catch {
    return undefined;
  }
}

/** Whether two ranges share an address. */
export function overlap(left: Netmask, right: Netmask): boolean {
  return left.netLong < right.netLong + right.size && right.netLong < left.netLong + left.size;
}

/**
 * Cuts a VPC's range into equal subnets, one per zone: four bits longer than the VPC where there is room, never longer
 * than /28 (Amazon VPC User Guide, subnet sizing).
 */
export function subnetRanges(cidr: string, zones: number): string[] {
  const range = readRange(cidr);
  if (!range) return [];
  const prefix = Math.min(28, range.bitmask + 4);
  const size = 2 ** (32 - prefix);
  const start = range.netLong;
  return Array.from({ length: zones }, (_, index) => `${toAddress(start + index * size)}/${prefix}`);
}

function toAddress(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
}
