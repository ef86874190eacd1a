import type { Platform } from "../declaration/schema/platform";
import type { Bundle } from "../modules/function/bundle";
import type { StackLayout } from "./layout";

/** Entry files of the functions in these stacks. */
export function entriesOf(platform: Platform, stacks: readonly StackLayout[]): string[] {
  const targets = stacks.flatMap(({ services }) =>
    services.flatMap((key) => Object.values(platform.services[key]?.targets ?? {})),
  );
  const callers = stacks.flatMap(({ consumers }) =>
    consumers.flatMap((key) => Object.values(platform.consumers[key]?.callers ?? {})),
  );
  return [...targets, ...callers].flatMap((part) => (part.kind === "lambda" ? [part.entry] : []));
}

/** The bundle of an entry file; every entry of a stack is bundled before the stack is made. */
export function bundleOf(bundles: ReadonlyMap<string, Bundle>, entry: string): Bundle {
  const bundle = bundles.get(entry);
  if (!bundle) throw new Error(`${entry} has not been bundled`);
  return bundle;
}
