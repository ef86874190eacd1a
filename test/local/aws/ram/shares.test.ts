import {
  AssociateResourceShareCommand,
  CreateResourceShareCommand,
  DeleteResourceShareCommand,
  DisassociateResourceShareCommand,
  GetResourceShareAssociationsCommand,
  GetResourceSharesCommand,
  InvalidParameterException,
  ListPrincipalsCommand,
  ListResourceSharePermissionsCommand,
  ListResourcesCommand,
  ListResourceTypesCommand,
  OperationNotPermittedException,
  TagResourceCommand,
  UnknownResourceException,
  UntagResourceCommand,
  UpdateResourceShareCommand,
} from "@aws-sdk/client-ram";
import { type Made, makeService, makeServiceNetwork, makeTargetGroup } from "../lattice/fixtures";
import {
  type LocalCloud,
  NETWORK,
  ORDERS,
  ORGANIZATION_ARN,
  OU_ARN,
  PARTNER,
  present,
  startLocalCloud,
} from "../local-cloud";

let cloud: LocalCloud;
let network: Made;
beforeEach(async () => {
  cloud = await startLocalCloud({ ram: { associationDelay: 1000 } });
  network = await makeServiceNetwork(cloud.lattice());
});
afterEach(() => cloud.stop());

async function makeShare(allowExternalPrincipals = false): Promise<string> {
  const { resourceShare } = await cloud
    .ram()
    .send(
      new CreateResourceShareCommand({ name: "internal", allowExternalPrincipals, tags: [{ key: "a", value: "b" }] }),
    );
  return present(resourceShare?.resourceShareArn);
}

test("a share settles, is renamed, tagged, and deleted with everything in it", async () => {
  const ram = cloud.ram();
  const resourceShareArn = await makeShare();
  expect(resourceShareArn).toMatch(new RegExp(`^arn:aws:ram:us-east-1:${NETWORK}:resource-share/[0-9a-f-]{36}$`));
  const read = async () =>
    (await ram.send(new GetResourceSharesCommand({ resourceOwner: "SELF", resourceShareArns: [resourceShareArn] })))
      .resourceShares?.[0];
  expect(await read()).toMatchObject({ status: "PENDING", featureSet: "STANDARD", tags: [{ key: "a", value: "b" }] });
  cloud.pass(1000);
  await ram.send(new TagResourceCommand({ resourceShareArn, tags: [{ key: "c", value: "d" }] }));
  await ram.send(new UntagResourceCommand({ resourceShareArn, tagKeys: ["a"] }));
  await ram.send(new UpdateResourceShareCommand({ resourceShareArn, name: "renamed" }));
  expect(await read()).toMatchObject({
    status: "ACTIVE",
    name: "renamed",
    tags: [{ key: "c", value: "d" }],
    creationTime: new Date("2026-01-02T03:04:05Z"),
  });

  await ram.send(
    new AssociateResourceShareCommand({ resourceShareArn, resourceArns: [network.arn], principals: [ORDERS] }),
  );
  await ram.send(new DeleteResourceShareCommand({ resourceShareArn }));
  expect(await read()).toMatchObject({ status: "DELETING" });
  cloud.pass(1000);
  await expect(read()).rejects.toThrow(UnknownResourceException);
});

test("resources and principals associate in the background", async () => {
  const ram = cloud.ram();
  const resourceShareArn = await makeShare();
  await ram.send(
    new AssociateResourceShareCommand({ resourceShareArn, resourceArns: [network.arn], principals: [OU_ARN] }),
  );
  const associations = async (associationType: "RESOURCE" | "PRINCIPAL") =>
    (
      await ram.send(
        new GetResourceShareAssociationsCommand({ associationType, resourceShareArns: [resourceShareArn] }),
      )
    ).resourceShareAssociations;
  expect(await associations("RESOURCE")).toMatchObject([{ associatedEntity: network.arn, status: "ASSOCIATING" }]);
  cloud.pass(1000);
  expect(await associations("PRINCIPAL")).toMatchObject([
    { associatedEntity: OU_ARN, status: "ASSOCIATED", external: false },
  ]);

  await ram.send(new DisassociateResourceShareCommand({ resourceShareArn, principals: [OU_ARN] }));
  expect(await associations("PRINCIPAL")).toMatchObject([{ status: "DISASSOCIATING" }]);
  cloud.pass(1000);
  expect(await associations("PRINCIPAL")).toEqual([]);
  await expect(
    ram.send(new DisassociateResourceShareCommand({ resourceShareArn, principals: [OU_ARN] })),
  ).rejects.toThrow(UnknownResourceException);
});

test("a type's default permission comes with its first resource", async () => {
  const resourceShareArn = await makeShare();
  const permissions = async () =>
    (await cloud.ram().send(new ListResourceSharePermissionsCommand({ resourceShareArn }))).permissions?.map(
      ({ arn }) => arn,
    );
  expect(await permissions()).toEqual([]);
  await cloud.ram().send(new AssociateResourceShareCommand({ resourceShareArn, resourceArns: [network.arn] }));
  expect(await permissions()).toEqual([
    "arn:aws:ram::aws:permission/AWSRAMPermissionVpcLatticeServiceNetworkReadWrite",
  ]);
});

test("a receiver sees the share without its tags, its resources and only itself", async () => {
  const resourceShareArn = await makeShare();
  await cloud.ram().send(
    new AssociateResourceShareCommand({
      resourceShareArn,
      resourceArns: [network.arn],
      principals: [ORGANIZATION_ARN, ORDERS],
    }),
  );
  const other = { resourceOwner: "OTHER-ACCOUNTS" as const };
  const ram = cloud.ram(ORDERS);
  expect((await ram.send(new GetResourceSharesCommand({ ...other, name: "internal" }))).resourceShares).toEqual([]);
  cloud.pass(1000);
  const [seen] = (await ram.send(new GetResourceSharesCommand({ ...other, name: "internal" }))).resourceShares ?? [];
  expect(seen).toMatchObject({ resourceShareArn, owningAccountId: NETWORK });
  expect(seen?.tags).toBeUndefined();
  expect(
    (await ram.send(new ListResourcesCommand({ ...other, resourceShareArns: [resourceShareArn] }))).resources,
  ).toMatchObject([{ arn: network.arn, type: "vpc-lattice:ServiceNetwork", status: "AVAILABLE" }]);
  expect((await ram.send(new ListPrincipalsCommand(other))).principals?.map(({ id }) => id)).toEqual([ORDERS]);
  expect((await cloud.ram(PARTNER).send(new GetResourceSharesCommand(other))).resourceShares).toEqual([]);
  await expect(ram.send(new DeleteResourceShareCommand({ resourceShareArn }))).rejects.toThrow(
    UnknownResourceException,
  );
});

test("only service networks and services are shared, only by their owner", async () => {
  const resourceShareArn = await makeShare();
  const add = (arn: string) =>
    cloud.ram().send(new AssociateResourceShareCommand({ resourceShareArn, resourceArns: [arn] }));
  await expect(add((await makeTargetGroup(cloud.lattice())).arn)).rejects.toThrow(InvalidParameterException);
  await expect(add((await makeService(cloud.lattice(ORDERS))).arn)).rejects.toThrow(UnknownResourceException);
  await expect(add((await makeServiceNetwork(cloud.lattice(), "private", false)).arn)).rejects.toThrow(
    OperationNotPermittedException,
  );
  expect(
    (await cloud.ram().send(new ListResourceTypesCommand())).resourceTypes?.map(({ resourceType }) => resourceType),
  ).toEqual(["vpc-lattice:ServiceNetwork", "vpc-lattice:Service"]);
});

test.each([
  ["an account outside, in a share that is not open to it", PARTNER, OperationNotPermittedException],
  ["another organization", ORGANIZATION_ARN.replace("o-a1b2c3d4e5", "o-zzzzzzzzzz"), UnknownResourceException],
  ["an OU that nobody sits in", OU_ARN.replace("prod1234", "none1234"), UnknownResourceException],
  ["an IAM role", `arn:aws:iam::${ORDERS}:role/deploy`, InvalidParameterException],
])("%s is refused as a principal", async (_what, principal, error) => {
  const resourceShareArn = await makeShare();
  await expect(
    cloud.ram().send(new AssociateResourceShareCommand({ resourceShareArn, principals: [principal] })),
  ).rejects.toThrow(error);
  expect(
    (await cloud.ram().send(new GetResourceShareAssociationsCommand({ associationType: "PRINCIPAL" })))
      .resourceShareAssociations,
  ).toEqual([]);
});

test("a share with an external principal cannot be closed", async () => {
  const resourceShareArn = await makeShare(true);
  await cloud.ram().send(new AssociateResourceShareCommand({ resourceShareArn, principals: [PARTNER] }));
  const close = new UpdateResourceShareCommand({ resourceShareArn, allowExternalPrincipals: false });
  await expect(cloud.ram().send(close)).rejects.toThrow(OperationNotPermittedException);
});
