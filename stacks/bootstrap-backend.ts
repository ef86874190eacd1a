import { LocalBackend, S3Backend, type TerraformStack } from "cdktf";

/** Where the state of a bootstrap is: in a local file until its bucket exists, then in that bucket. */
export type BootstrapBackend =
  | { readonly kind: "local"; readonly path: string }
  | {
      readonly kind: "s3";
      readonly bucket: string;
      readonly key: string;
      readonly region: string;
      readonly kmsKeyId?: string;
      readonly assumeRoleArn?: string;
    };

export function addBootstrapBackend(stack: TerraformStack, backend: BootstrapBackend): void {
  if (backend.kind === "local") {
    new LocalBackend(stack, { path: backend.path });
    return;
  }
  const { kind: _, assumeRoleArn, ...place } = backend;
  new S3Backend(stack, {
    ...place,
    encrypt: true,
    ...(assumeRoleArn ? { assumeRole: { roleArn: assumeRoleArn } } : {}),
  });
  // cdktf 0.21 does not know it; Terraform 1.10 and OpenTofu 1.10 do.
  stack.addOverride("terraform.backend.s3.use_lockfile", true);
}
