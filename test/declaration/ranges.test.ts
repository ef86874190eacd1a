import fc from "fast-check";
import { contains, overlap, type Range, readRange, subnetRanges } from "../../declaration/ranges";

const prefix = fc.integer({ min: 16, max: 25 });
const cidr = fc.tuple(fc.nat(0xffff), prefix).map(([block, bits]) => toCidr(0x0a000000 + block * 2 ** 8, bits));

it("subnets are inside their VPC and apart from each other", () => {
  fc.assert(
    fc.property(cidr, fc.integer({ min: 1, max: 6 }), (vpc, zones) => {
      const subnets = subnetRanges(vpc, zones).map(read);
      expect(subnets).toHaveLength(zones);
      subnets.forEach((subnet, index) => {
        expect(contains(read(vpc), subnet)).toBe(true);
        expect(subnet.prefix).toBeLessThanOrEqual(28);
        expect(subnets.slice(index + 1).filter((other) => overlap(subnet, other))).toEqual([]);
      });
    }),
  );
});

it("subnets take the first addresses, four bits below the VPC's range", () => {
  expect(subnetRanges("10.20.0.0/16", 3)).toEqual(["10.20.0.0/20", "10.20.16.0/20", "10.20.32.0/20"]);
  expect(subnetRanges("10.20.0.128/25", 6).at(-1)).toBe("10.20.0.208/28");
  expect(subnetRanges("no range", 2)).toEqual([]);
});

const small = fc.tuple(fc.nat(255), fc.integer({ min: 24, max: 32 })).map(([host, bits]) => toCidr(host, bits));

it("overlap and contains say what the addresses say", () => {
  fc.assert(
    fc.property(small, small, (left, right) => {
      const [here, there] = [addresses(read(left)), addresses(read(right))];
      const shared = here.filter((address) => there.includes(address));
      expect(overlap(read(left), read(right))).toBe(shared.length > 0);
      expect(contains(read(left), read(right))).toBe(shared.length === there.length);
    }),
  );
});

it.each(["10.0.0.1/16", "10.0.0.0/33", "10.0.0/16", "10.0.0.0", "256.0.0.0/16", "010.0.0.0/16", "::/16", ""])(
  "%s is no range",
  (text) => {
    expect(readRange(text)).toBeUndefined();
  },
);

function read(text: string): Range {
  const range = readRange(text);
  if (!range) throw new Error(`${text} is no range`);
  return range;
}

function addresses({ first, last }: Range): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The range of so many bits that an address is in. */
function toCidr(address: number, bits: number): string {
  const base = address - (address % 2 ** (32 - bits));
  return `${[24, 16, 8, 0].map((shift) => (base >>> shift) & 255).join(".")}/${bits}`;
}
