import {
  AcceptResourceShareInvitationCommand,
  AssociateResourceShareCommand,
  CreateResourceShareCommand,
  DisassociateResourceShareCommand,
  GetResourceShareAssociationsCommand,
  GetResourceShareInvitationsCommand,
  ListPendingInvitationResourcesCommand,
  MalformedArnException,
  OperationNotPermittedException,
  RejectResourceShareInvitationCommand,
  ResourceShareInvitationAlreadyAcceptedException,
  ResourceShareInvitationArnNotFoundException,
} from "@aws-sdk/client-ram";
import { AccessDeniedException, GetServiceNetworkCommand } from "@aws-sdk/client-vpc-lattice";
import { type Made, makeServiceNetwork } from "../lattice/fixtures";
import { type LocalCloud, NETWORK, ORDERS, ORGANIZATION_ARN, PARTNER, present, startLocalCloud } from "../local-cloud";

let cloud: LocalCloud;
afterEach(() => cloud.stop());

/** A service network shared with one principal, and how far the receiver has come. */
async function shared(principal: string, ramSharing = true) {
  cloud = await startLocalCloud({ organization: { id: "o-a1b2c3d4e5", ramSharing } });
  const network: Made = await makeServiceNetwork(cloud.lattice());
  const created = await cloud
    .ram()
    .send(
      new CreateResourceShareCommand({ name: "share", resourceArns: [network.arn], allowExternalPrincipals: true }),
    );
  const resourceShareArn = present(created.resourceShare?.resourceShareArn);
  const result = await cloud
    .ram()
    .send(new AssociateResourceShareCommand({ resourceShareArn, principals: [principal] }));
  return { network, resourceShareArn, association: result.resourceShareAssociations?.[0] };
}

async function invitation(account: string) {
  return (await cloud.ram(account).send(new GetResourceShareInvitationsCommand())).resourceShareInvitations?.[0];
}

function get(account: string, { arn }: Made) {
  return cloud.lattice(account).send(new GetServiceNetworkCommand({ serviceNetworkIdentifier: arn }));
}

test("an account outside the organization sees nothing until it accepts", async () => {
  const { network, resourceShareArn, association } = await shared(PARTNER);
  expect(association).toMatchObject({ status: "ASSOCIATING", external: true });
  await expect(get(PARTNER, network)).rejects.toThrow(AccessDeniedException);
  const received = await invitation(PARTNER);
  expect(received).toMatchObject({
    status: "PENDING",
    senderAccountId: NETWORK,
    receiverAccountId: PARTNER,
    resourceShareArn,
  });

  const named = { resourceShareInvitationArn: received?.resourceShareInvitationArn };
  expect(
    (await cloud.ram(PARTNER).send(new ListPendingInvitationResourcesCommand(named))).resources?.map(({ arn }) => arn),
  ).toEqual([network.arn]);
  await expect(cloud.ram(ORDERS).send(new AcceptResourceShareInvitationCommand(named))).rejects.toThrow(
    ResourceShareInvitationArnNotFoundException,
  );
  await cloud.ram(PARTNER).send(new AcceptResourceShareInvitationCommand(named));
  expect(await invitation(PARTNER)).toMatchObject({ status: "ACCEPTED" });
  expect(await get(PARTNER, network)).toMatchObject({ name: "internal" });
  await expect(cloud.ram(PARTNER).send(new RejectResourceShareInvitationCommand(named))).rejects.toThrow(
    ResourceShareInvitationAlreadyAcceptedException,
  );
});

test("who was invited can leave, and who belongs to the organization cannot", async () => {
  const { network, resourceShareArn } = await shared(PARTNER);
  const named = { resourceShareInvitationArn: (await invitation(PARTNER))?.resourceShareInvitationArn };
  await cloud.ram(PARTNER).send(new AcceptResourceShareInvitationCommand(named));
  await cloud.ram().send(new AssociateResourceShareCommand({ resourceShareArn, principals: [ORGANIZATION_ARN] }));

  const leave = (account: string) =>
    cloud.ram(account).send(new DisassociateResourceShareCommand({ resourceShareArn, principals: [account] }));
  await expect(leave(ORDERS)).rejects.toThrow(OperationNotPermittedException);
  await leave(PARTNER);
  await expect(get(PARTNER, network)).rejects.toThrow(AccessDeniedException);
  expect(await invitation(PARTNER)).toBeUndefined();
});

test("a rejected invitation leaves nothing behind", async () => {
  const { network, resourceShareArn } = await shared(PARTNER);
  const named = { resourceShareInvitationArn: (await invitation(PARTNER))?.resourceShareInvitationArn };
  await cloud.ram(PARTNER).send(new RejectResourceShareInvitationCommand(named));
  const left = await cloud
    .ram()
    .send(
      new GetResourceShareAssociationsCommand({ associationType: "PRINCIPAL", resourceShareArns: [resourceShareArn] }),
    );
  expect(left.resourceShareAssociations).toEqual([]);
  await expect(get(PARTNER, network)).rejects.toThrow(AccessDeniedException);
});

test("inside the organization nobody is invited", async () => {
  const { network, association } = await shared(ORDERS);
  expect(association).toMatchObject({ status: "ASSOCIATED", external: false });
  expect(await invitation(ORDERS)).toBeUndefined();
  expect(await get(ORDERS, network)).toMatchObject({ name: "internal" });
});

test("without sharing in the organization its accounts are invited like any other", async () => {
  const { association } = await shared(ORDERS, false);
  expect(association).toMatchObject({ status: "ASSOCIATING", external: true });
  expect(await invitation(ORDERS)).toMatchObject({ status: "PENDING" });
});

test.each(["Accept", "Reject", "ListPending"])(
  "%s tells an unknown invitation from no invitation's ARN",
  async (act) => {
    cloud = await startLocalCloud();
    const on = (resourceShareInvitationArn: string): Promise<unknown> => {
      const named = { resourceShareInvitationArn };
      if (act === "Accept") return cloud.ram(PARTNER).send(new AcceptResourceShareInvitationCommand(named));
      if (act === "Reject") return cloud.ram(PARTNER).send(new RejectResourceShareInvitationCommand(named));
      return cloud.ram(PARTNER).send(new ListPendingInvitationResourcesCommand(named));
    };
    const arn = `arn:aws:ram:us-east-1:${NETWORK}:resource-share-invitation/3b3bc051-fac1-4bb4-8dd9-5d1e8d1a1f4c`;
    await expect(on(arn)).rejects.toThrow(ResourceShareInvitationArnNotFoundException);
    await expect(on(arn.replace("-invitation", ""))).rejects.toThrow(MalformedArnException);
    await expect(on("invitation")).rejects.toThrow(MalformedArnException);
  },
);
