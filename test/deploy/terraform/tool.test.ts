import { writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
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

test.each(["", " "])("named %j, it is Terraform itself", async (name) => {
  const path = dirname(versionedCommand("Terraform v1.11.4"));
  const found = await findTerraform({ PATH: `${path}:${process.env.PATH}`, TERRAFORM_BINARY_NAME: name });
  expect(found).toEqual({ command: "terraform", version: "1.11.4" });
});

test("a path is taken from the current folder: Terraform runs elsewhere", async () => {
  const command = versionedCommand("OpenTofu v1.10.2");
  expect(await find(relative(process.cwd(), command))).toEqual({ command, version: "1.10.2" });
});

test.each([
  ["exit 3", "version ended with exit code 3. Install Terraform"],
  ["echo no >&2; echo way. >&2; exit 1", "version ended with exit code 1: no way. Install Terraform"],
  ["kill -9 $$", "version failed: Error: Command failed: "],
])("one that fails (%s) is one sentence", async (script, sentence) => {
  const command = versionedCommand("");
  writeFileSync(command, `#!/bin/sh\n${script}\n`);
  const said = await find(command).catch((error: Error) => error.message);
  expect(said).toContain(`${command} ${sentence}`);
  expect(said).not.toContain("\n");
});

test("something else", async () => {
  await expect(find(versionedCommand("hello"))).rejects.toThrow("is neither Terraform nor OpenTofu");
});
