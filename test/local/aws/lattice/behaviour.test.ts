import {
  CreateServiceNetworkVpcAssociationCommand,
  DeleteServiceNetworkVpcAssociationCommand,
  GetServiceNetworkVpcAssociationCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-vpc-lattice";
import { type LocalCloud, startLocalCloud } from "../local-cloud";
import { makeServiceNetwork } from "./fixtures";

let cloud: LocalCloud;
beforeEach(async () => {
  cloud = await startLocalCloud();
});
afterEach(() => cloud.stop());

/** A VPC association, and its status after some milliseconds. */
async function associate() {
  const network = await makeServiceNetwork(cloud.lattice());
  const { id } = await cloud.lattice().send(
    new CreateServiceNetworkVpcAssociationCommand({
      serviceNetworkIdentifier: network.id,
      vpcIdentifier: "vpc-0123456789abcdef0",
    }),
  );
  const named = { serviceNetworkVpcAssociationIdentifier: id };
  const statusAfter = async (milliseconds: number) => {
    cloud.pass(milliseconds);
    return (await cloud.lattice().send(new GetServiceNetworkVpcAssociationCommand(named))).status;
  };
  return { named, statusAfter };
}

test("associations can be slowed down to minutes while it runs", async () => {
  cloud.aws.behave({ delays: { association: 180_000 } });
  const { statusAfter } = await associate();
  expect(await statusAfter(179_999)).toBe("CREATE_IN_PROGRESS");
  expect(await statusAfter(1)).toBe("ACTIVE");
});

test("another process can make them fail; a failed one is deleted", async () => {
  const change = { newAssociations: "CREATE_FAILED", delays: { association: 10 } };
  expect(
    (await fetch(`${cloud.aws.url}/_trellis/lattice`, { method: "PATCH", body: JSON.stringify(change) })).status,
  ).toBe(204);
  const { named, statusAfter } = await associate();
  expect(await statusAfter(10)).toBe("CREATE_FAILED");
  await cloud.lattice().send(new DeleteServiceNetworkVpcAssociationCommand(named));
  await expect(statusAfter(10)).rejects.toThrow(ResourceNotFoundException);
});
