import { isUnknown } from "../../value";
import type { TerraformSet } from "./terraform-set";

const ROLE = /^arn:[^:]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/;

/**
 * The ARN that the Terraform says of a role that is declared elsewhere: a data source that was read has it, and a function
 * that runs as the role. Undefined where nothing or more than one is said. A name is taken once in an account, whatever its
 * path (IAM User Guide, "IAM and AWS STS quotas").
 */
export function saidArn(set: TerraformSet, account: string, name: string): string | undefined {
  const lookedUp = set.of("data.aws_iam_role");
  // Of a data source that was not read the path is not known: its ARN is made with "/".
  const made = new Set(lookedUp.flatMap((one) => (one.argumentText("arn") === undefined ? [one.text("arn")] : [])));
  const texts = [
    ...lookedUp.map((one) => one.argumentText("arn")),
    ...set.of("aws_lambda_function").map((one) => one.argumentText("role")),
  ];
  const said = texts.flatMap((text) => {
    if (text === undefined || isUnknown(text) || made.has(text)) return [];
    const [, owner, last] = ROLE.exec(text) ?? [];
    return owner === account && last === name ? [text] : [];
  });
  const [only, ...more] = new Set(said);
  return more.length === 0 ? only : undefined;
}
