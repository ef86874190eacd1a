import { type Json, stringAt } from "../json/read-json";
import { ReadError } from "../read-error";

/** The major version of Terraform's JSON output that is understood ("JSON Output Format", `format_version`). */
const SUPPORTED = "1";

/** Throws a {@link ReadError} unless a plan or a state is in a format that is understood. */
export function checkFormat(file: string, json: Json): void {
  const version = stringAt(json, "format_version");
  if (version?.split(".")[0] === SUPPORTED) return;
  throw new ReadError([
    `${file}: format version ${version ?? "none"}, but only ${SUPPORTED}.x is understood. Write it with "terraform show -json" of Terraform 1.1 or later.`,
  ]);
}
