import { findTerraform } from "../../../deploy/terraform/tool";
import { versionedCommand } from "../../support/fake-terraform";

const find = (command: string) => findTerraform({ PATH: process.env.PATH, TERRAFORM_BINARY_NAME: command });

test.each([
  ["Terraform v1.11.4\non linux_amd64", "1.11.4"],
  ["OpenTofu v1.10.2", "1.10.2"],
  ["Terraform v2.0.0", "2.0.0"],
])("takes %j", async (printed, version) => {
  const command = versionedCommand(printed);
  expect(await find(command)).toEqual({ command, version });
});

test("too old", async () => {
  await expect(find(versionedCommand("Terraform v1.9.8"))).rejects.toThrow(
    /is version 1\.9\.8; 1\.10 or later is needed for the state's own lock in S3 \(use_lockfile\)\. Install Terraform/,
  );
});

test("absent", async () => {
  await expect(find("/nowhere/terraform")).rejects.toThrow("/nowhere/terraform is not installed. Install Terraform");
});

test("something else", async () => {
  await expect(find(versionedCommand("hello"))).rejects.toThrow("is neither Terraform nor OpenTofu");
});
