import { existsSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ConfigurationStack, type Given } from "../configuration/configuration-stack";
import { RemoteStates } from "../configuration/remote-states";
import { GivenAccounts } from "../given-accounts";
import type { Instance } from "../instance";
import { isJson, type Json, jsonAt, readJson, stringAt } from "../json/read-json";
import { checkFormat } from "../plan/format";
import { planInstances } from "../plan/plan-instances";
import { stateInstances } from "../plan/state-instances";
import { Mistakes, ReadError } from "../read-error";
import { UsedDefaults } from "../used-defaults";

/**
 * All resources and data sources of some inputs: folders of a synthesized app, configurations, plans and states as JSON.
 * They are read together, so that they can refer to each other. Throws a {@link ReadError} with every mistake.
 */
export function readInputs(
  paths: readonly string[],
  accounts = new GivenAccounts(),
  defaults = new UsedDefaults(),
): readonly Instance[] {
  const mistakes = new Mistakes();
  const states = new RemoteStates();
  const readers = paths.flatMap((path) => mistakes.try(() => open(path, states, { accounts, defaults })) ?? []);
  const instances = readers.flatMap((read) => mistakes.try(read) ?? []);
  mistakes.settle();
  return instances;
}

/** Reads the instances, once every input is open. */
type Read = () => readonly Instance[];

function open(path: string, states: RemoteStates, given: Given): readonly Read[] {
  if (existsSync(path) && statSync(path).isDirectory()) return openFolder(path, states, given);
  const json = readJson(path);
  const id = basename(path)
    .replace(/\.json$/, "")
    .replace(/\.tf$/, "");
  if ("resource_changes" in json || "planned_values" in json) {
    checkFormat(path, json);
    return [() => planInstances(id, path, json, given.accounts)];
  }
  if ("values" in json || "format_version" in json) {
    checkFormat(path, json);
    return [() => stateInstances(id, path, json.values, given.accounts)];
  }
  if ("resource" in json || "data" in json || "provider" in json) {
    const place = { id: nameOf(json) ?? id, file: path, folder: dirname(path) };
    const stack = new ConfigurationStack(place, json, states, given);
    return [() => stack.instances()];
  }
  throw new ReadError([`${path}: ${whatElse(json)}`]);
}

function openFolder(folder: string, states: RemoteStates, given: Given): readonly Read[] {
  const file = join(folder, "manifest.json");
  if (!existsSync(file)) {
    throw new ReadError([
      `${folder}: a folder without manifest.json. Name the folder that "npx trellis synth" or "cdktf synth" wrote, or a plan as JSON.`,
    ]);
  }
  const stacks = Object.entries(jsonAt(readJson(file), "stacks"));
  if (stacks.length === 0) throw new ReadError([`${file}: no stacks in it. Was it written by "cdktf synth"?`]);
  return stacks.map(([id, entry]) => {
    const path = stringAt(entry, "synthesizedStackPath");
    if (path === undefined) throw new ReadError([`${file}: the stack ${id} has no synthesizedStackPath.`]);
    const stack = join(folder, path);
    const opened = new ConfigurationStack({ id, file: stack, folder: dirname(stack) }, readJson(stack), states, given);
    return () => opened.instances();
  });
}

function nameOf(json: Json): string | undefined {
  return stringAt(jsonAt(json, "//", "metadata"), "stackName");
}

function whatElse(json: Json): string {
  if (json.version === 4 && "lineage" in json) {
    return 'a state file as Terraform keeps it. Turn it into JSON with "terraform show -json FILE > state.json".';
  }
  if ("stacks" in json && isJson(json.stacks)) return "a manifest. Name the folder that it is in.";
  return 'neither a plan nor a state nor a configuration. Write it with "terraform show -json".';
}
