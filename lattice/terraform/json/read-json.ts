import { readFileSync } from "node:fs";
import { ReadError } from "../read-error";

/** An object of a JSON file. */
export type Json = Readonly<Record<string, unknown>>;

/** Reads a file that holds a JSON object. Throws a {@link ReadError} that says what is wrong with it. */
export function readJson(file: string): Json {
  const text = readText(file);
  try {
    const value: unknown = JSON.parse(text);
    if (isJson(value)) return value;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ReadError([`${file}: not JSON (${reason}). ${adviceOn(text)}`]);
  }
  throw new ReadError([`${file}: JSON, but not an object. Write it with "terraform show -json".`]);
}

/** True for an object that is not a list. */
export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member that is an object; an empty one when it is missing. */
export function jsonAt(of: unknown, ...names: readonly string[]): Json {
  const found = names.reduce<unknown>((at, name) => (isJson(at) ? at[name] : undefined), of);
  return isJson(found) ? found : {};
}

/** A member that is a list; an empty one when it is missing. */
export function listAt(of: unknown, name: string): readonly unknown[] {
  const found = isJson(of) ? of[name] : undefined;
  return Array.isArray(found) ? found : [];
}

/** A member that is text; undefined when it is missing. */
export function stringAt(of: unknown, name: string): string | undefined {
  const found = isJson(of) ? of[name] : undefined;
  return typeof found === "string" ? found : undefined;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = isJson(error) ? error.code : undefined;
    const reason = code === "ENOENT" ? "there is no such file" : String(code ?? error);
    throw new ReadError([`${file}: ${reason}.`]);
  }
}

function adviceOn(text: string): string {
  if (text.startsWith("PK"))
    return 'It is a saved plan: turn it into JSON with "terraform show -json FILE > plan.json".';
  if (/^\s*\{"@level"/.test(text))
    return 'It is the log of "terraform plan -json": save the plan and use "terraform show -json".';
  return "Is it complete?";
}
