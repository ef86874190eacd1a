import { type Origin, unknown } from "../../value";
import { UNREAD_OUTPUT } from "../build/terraform-set";
import type { Json } from "../json/read-json";
import { ReadError } from "../read-error";
import { isObject, Namespace, type TfValue } from "../value";
import type { ConfigurationStack } from "./configuration-stack";
import { type Publisher, type RemoteStates, stateKey } from "./remote-states";

/** What `data.terraform_remote_state` means: the outputs of the stack that keeps its state there. */
export function remoteState(stack: ConfigurationStack, states: RemoteStates, block: Json, address: string): TfValue {
  const config = stack.evaluate(block.config ?? {}, `${address}.config`);
  const key = stateKey(String(block.backend), isObject(config) ? config : {}, stack.place.folder);
  const publisher = states.find(key);
  const outputs = new Namespace((output) => outputOf(stack, publisher, output, address));
  return new Namespace((member) => (member === "outputs" ? outputs : stack.evaluate(block[member] ?? null, address)));
}

function outputOf(
  stack: ConfigurationStack,
  publisher: Publisher | undefined,
  output: string,
  address: string,
): TfValue {
  const origin: Origin = { file: stack.place.file, address: `${address}.outputs.${output}` };
  if (!publisher) return unknown("object", UNREAD_OUTPUT, origin);
  if (publisher.outputs().includes(output)) return publisher.output(output);
  const published = publisher.outputs().join(", ") || "none";
  throw new ReadError([
    `${origin.file}: ${stack.here()} refers to ${origin.address}, but the stack ${publisher.id} has no output "${output}" (it has ${published}).`,
  ]);
}
