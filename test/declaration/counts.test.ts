import { DeclarationError, definePlatformFrom } from "../../declaration";
import { type Edits, edited } from "./bad-input/edits";
import { estate } from "./estate";

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const hex = (index: number) => index.toString(16).padStart(8, "0");
const tags = (count: number, prefix = "tag") =>
  Object.fromEntries(many(count, (index) => [`${prefix}-${index}`, "x"] as const));

/** What the default limit takes, and what it does not, with the mistake's place and what was found there. */
const limits: readonly (readonly [rule: string, most: Edits, more: Edits, mistake: string])[] = [
  [
    "1,000 targets in a group",
    { "services.orders.targets.pods.addresses": many(1000, (index) => `10.40.${index >> 8}.${index & 255}`) },
    { "services.orders.targets.pods.addresses": many(1001, (index) => `10.40.${index >> 8}.${index & 255}`) },
    "services.orders.targets.pods.addresses: 1001",
  ],
  [
    "60 rules in the association's group",
    { "consumers.storefront.clientSecurityGroupIds": many(59, (index) => `sg-${hex(index)}`) },
    { "consumers.storefront.clientSecurityGroupIds": many(60, (index) => `sg-${hex(index)}`) },
    'consumers.storefront.clientSecurityGroupIds: "groups that make 61 rules"',
  ],
  [
    "16 subnets of a declared VPC that a function runs in",
    { "vpcs.orders.vpc": existing(16) },
    { "vpcs.orders.vpc": existing(17) },
    "vpcs.orders.vpc.subnetIds: 17",
  ],
  ["50 tags on a security group, three of them Trellis's", { tags: tags(47) }, { tags: tags(48) }, 'tags: "48 tags"'],
  [
    "50 tags on a service, two of them Trellis's",
    { tags: tags(40), "services.orders.tags": { ...tags(1), ...tags(8, "own") } },
    { tags: tags(40), "services.orders.tags": { ...tags(1), ...tags(9, "own") } },
    'services.orders.tags: "51 tags with the platform\'s and trellis:platform, trellis:stack"',
  ],
  [
    "50 tags on a network, two of them Trellis's",
    { tags: tags(40), "networks.internal.tags": tags(8, "own") },
    { tags: tags(40), "networks.internal.tags": tags(9, "own") },
    'networks.internal.tags: "51 tags with the platform\'s and trellis:platform, trellis:stack"',
  ],
  [
    "50 tags on what a consumer's stack makes, whatever its name says",
    { tags: tags(40), "consumers.courier.tags": { ...tags(7, "own"), Name: "courier" } },
    { tags: tags(40), "consumers.courier.tags": tags(8, "own") },
    'consumers.courier.tags: "51 tags with the platform\'s and trellis:platform, trellis:stack, Name"',
  ],
];

it.each(limits)("%s", (_, most, more, mistake) => {
  expect(mistakesOf(most)).toEqual([]);
  expect(mistakesOf(more)).toEqual([mistake]);
});

it("48 tags of a platform without consumers and VPCs", () => {
  const alone = (count: number) => ({ tags: tags(count), vpcs: {}, consumers: {}, services: {} });
  expect(mistakesOf(alone(48))).toEqual([]);
  expect(mistakesOf(alone(49))).toEqual(['tags: "49 tags"']);
});

function existing(count: number) {
  return { kind: "existingVpc", id: "vpc-0a1b2c3d", subnetIds: many(count, (index) => `subnet-${hex(index)}`) };
}

function mistakesOf(edits: Edits): string[] {
  try {
    definePlatformFrom(edited(estate(), edits));
    return [];
  } catch (error) {
    if (error instanceof DeclarationError) return error.mistakes.map(({ path, found }) => `${path}: ${found}`);
    throw error;
  }
}
