import { closest } from "fastest-levenshtein";
import { type Json, jsonAt } from "../json/read-json";
import { ReadError } from "../read-error";

/** Where in a configuration something is looked for. */
export type Section = "resource" | "data" | "locals" | "variable";

/** The error for a reference to what is not there, with the nearest thing that is. */
export function lostReference(json: Json, section: Section, where: string, address: string): ReadError {
  const names = Object.entries(jsonAt(json, section)).flatMap(([type, named]) => addressesOf(section, type, named));
  const advice = names.length > 0 ? ` Did you mean ${closest(address, names)}?` : "";
  return new ReadError([`${where} refers to ${address}, which does not exist.${advice}`]);
}

function addressesOf(section: Section, type: string, named: unknown): readonly string[] {
  if (section === "variable") return [`var.${type}`];
  if (section === "locals") return [`local.${type}`];
  return Object.keys(jsonAt(named)).map((name) => `${section === "data" ? "data." : ""}${type}.${name}`);
}

/** The error for things that refer to each other; `running` is what is being worked out, the outermost first. */
export function cycleError(file: string, running: readonly string[], address: string): ReadError {
  const path = [...running.slice(running.indexOf(address)), address].join(" -> ");
  return new ReadError([`${file}: these refer to each other in a cycle: ${path}.`]);
}
