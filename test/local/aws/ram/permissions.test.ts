import {
  AssociateResourceSharePermissionCommand,
  CreateResourceShareCommand,
  DisassociateResourceSharePermissionCommand,
  EnableSharingWithAwsOrganizationCommand,
  GetPermissionCommand,
  InvalidStateTransitionException,
  ListPermissionsCommand,
  ListResourceSharePermissionsCommand,
  OperationNotPermittedException,
  UnknownResourceException,
} from "@aws-sdk/client-ram";
import { makeServiceNetwork } from "../lattice/fixtures";
import { type LocalCloud, ORDERS, ORGANIZATION_ARN, startLocalCloud } from "../local-cloud";

let cloud: LocalCloud;
beforeEach(async () => {
  cloud = await startLocalCloud({ organization: { id: "o-a1b2c3d4e5", ramSharing: false } });
});
afterEach(() => cloud.stop());

const NETWORK_PERMISSION = "arn:aws:ram::aws:permission/AWSRAMPermissionVpcLatticeServiceNetworkReadWrite";

test("managed permissions are listed by type and described", async () => {
  const { permissions } = await cloud
    .ram()
    .send(new ListPermissionsCommand({ resourceType: "vpc-lattice:ServiceNetwork" }));
  expect(permissions?.map(({ arn }) => arn)).toEqual([NETWORK_PERMISSION]);
  const { permission } = await cloud.ram().send(new GetPermissionCommand({ permissionArn: NETWORK_PERMISSION }));
  expect(JSON.parse(permission?.permission ?? "").Action).toContain("vpc-lattice:CreateServiceNetworkVpcAssociation");
  await expect(cloud.ram().send(new GetPermissionCommand({ permissionArn: `${NETWORK_PERMISSION}X` }))).rejects.toThrow(
    UnknownResourceException,
  );
});

test("a permission is chosen with the share, and stays while resources of its type do", async () => {
  const network = await makeServiceNetwork(cloud.lattice());
  const made = await cloud.ram().send(
    new CreateResourceShareCommand({
      name: "share",
      permissionArns: [NETWORK_PERMISSION],
      resourceArns: [network.arn],
    }),
  );
  const named = { resourceShareArn: made.resourceShare?.resourceShareArn, permissionArn: NETWORK_PERMISSION };
  await expect(cloud.ram().send(new DisassociateResourceSharePermissionCommand(named))).rejects.toThrow(
    InvalidStateTransitionException,
  );
  await cloud.ram().send(new AssociateResourceSharePermissionCommand(named));
  expect((await cloud.ram().send(new ListResourceSharePermissionsCommand(named))).permissions).toHaveLength(1);
});

test("sharing with the organization is enabled by its management account, and needed", async () => {
  const share = () =>
    cloud.ram().send(new CreateResourceShareCommand({ name: "share", principals: [ORGANIZATION_ARN] }));
  await expect(share()).rejects.toThrow(UnknownResourceException);
  await expect(cloud.ram(ORDERS).send(new EnableSharingWithAwsOrganizationCommand())).rejects.toThrow(
    OperationNotPermittedException,
  );
  await cloud.ram().send(new EnableSharingWithAwsOrganizationCommand());
  await expect(share()).resolves.toBeDefined();
});
