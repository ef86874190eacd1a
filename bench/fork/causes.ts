import type { Difference } from "./differences";
import { replacements } from "./rename";

/** Why the outputs differ in a place, and what it means for whoever switches. */
interface Cause {
  readonly path: RegExp;
  readonly theirs: RegExp;
  readonly cause: string;
}

const fork = replacements.find(({ from }) => from === "cdktf");

const causes: readonly Cause[] = [
  {
    path: /^(version|\/\/\.metadata\.version)$/,
    theirs: new RegExp(`^"${fork?.version.replaceAll(".", "\\.")}"$`),
    cause: "The version of the framework itself. Terraform does not read it.",
  },
  {
    path: /^terraform\.required_providers\.aws\.source$/,
    theirs: /^"hashicorp\/aws"$/,
    cause:
      "The fork's bindings name the provider by namespace and type, cdktf's by type alone. Terraform completes both to the same address, `registry.terraform.io/hashicorp/aws` (OpenTofu: `registry.opentofu.org/hashicorp/aws`), so states and lock files stay valid.",
  },
  {
    path: /^\(layout of an empty object or list\)$/,
    theirs: /^one line$/,
    cause:
      "The fork writes JSON with safe-stable-stringify, cdktf with json-stable-stringify, which breaks the line inside empty brackets. The values are the same.",
  },
];

/** The cause of a difference; undefined if nobody has looked into it yet. */
export function causeOf({ path, theirs }: Difference): string | undefined {
  return causes.find((cause) => cause.path.test(path) && cause.theirs.test(theirs))?.cause;
}
