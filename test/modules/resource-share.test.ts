import { ResourceShare, type ResourceShareProps } from "../../modules/resource-share";
import { synthModule } from "../support/synth-module";
import { ref } from "../support/synthesized";

const resourceArn = "arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-0123456789abcdef0";

const synth = (props: Partial<ResourceShareProps> = {}) =>
  synthModule(
    (stack) =>
      new ResourceShare(stack, "share", {
        name: "acme-internal",
        resourceArn,
        principals: [],
        external: false,
        tags: { team: "network" },
        ...props,
      }),
  );

describe("ResourceShare", () => {
  test("shares one resource with the default permission of its type", () => {
    const made = synth();
    expect(made.resource("aws_ram_resource_share")).toEqual({
      name: "acme-internal",
      allow_external_principals: false,
      tags: { team: "network" },
    });
    expect(made.resource("aws_ram_resource_association")).toEqual({
      resource_share_arn: ref("aws_ram_resource_share.share.arn"),
      resource_arn: resourceArn,
    });
  });

  test("every principal is an association of its own, so that one that goes does not move the others", () => {
    const principals = [
      { key: "organization", principal: "arn:aws:organizations::999999999999:organization/o-a1b2c3d4e5" },
      { key: "666666666666", principal: "666666666666" },
    ];
    const share = ref("aws_ram_resource_share.share.arn");
    expect(synth({ principals }).resources("aws_ram_principal_association")).toEqual({
      "share_principal-organization": { resource_share_arn: share, principal: principals[0]?.principal },
      "share_principal-666666666666": { resource_share_arn: share, principal: "666666666666" },
    });
  });

  test("lets principals outside the organization in only where one is declared", () => {
    expect(synth({ external: true }).resource("aws_ram_resource_share").allow_external_principals).toBe(true);
  });
});
