import { InvalidArgumentError } from "commander";

/** The value of an option that names a folder: commander lets `--output ""`, an unset variable of a script, through. */
export function folder(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("The name of a folder is allowed.");
  return text;
}
