import { resolve } from "node:path";
import type { Platform, PlatformLambda } from "../declaration/schema/platform";
import { checkBudgets } from "../modules/function/budget";
import { type Bundle, bundleAll } from "../modules/function/bundle";
import type { StackLayout } from "./layout";

/** A declared function: where, and what. */
interface DeclaredFunction {
  readonly path: string;
  readonly lambda: PlatformLambda;
}

/** A function with the size of its code, for people who watch it. */
export interface FunctionCode {
  /** Where the function is declared. */
  readonly path: string;
  readonly entry: string;
  /** Bytes of minified code. */
  readonly size: number;
  /** KB that it may have. */
  readonly budget: number;
}

/**
 * Bundles the functions of these stacks, each entry file once.
 *
 * @throws BundleError if one cannot be bundled or is over its budget.
 */
export async function bundlesFor(
  platform: Platform,
  stacks: readonly StackLayout[],
): Promise<ReadonlyMap<string, Bundle>> {
  const functions = functionsIn(platform, stacks);
  const bundles = await bundleAll(entriesOf(platform, stacks), {
    projectDir: process.cwd(),
    cacheDir: resolve(".trellis", "bundles"),
  });
  const budgeted = functions.map(({ path, lambda }) => ({
    path,
    bundle: bundleOf(bundles, lambda.entry),
    budget: lambda.codeBudget,
  }));
  checkBudgets(budgeted);
  return bundles;
}

/** The functions of these stacks with the size of their code. */
export function functionCode(
  platform: Platform,
  stacks: readonly StackLayout[],
  bundles: ReadonlyMap<string, Bundle>,
): FunctionCode[] {
  return functionsIn(platform, stacks).map(({ path, lambda }) => ({
    path,
    entry: lambda.entry,
    size: bundleOf(bundles, lambda.entry).size,
    budget: lambda.codeBudget,
  }));
}

/** Entry files of the functions in these stacks. */
export function entriesOf(platform: Platform, stacks: readonly StackLayout[]): string[] {
  return functionsIn(platform, stacks).map(({ lambda }) => lambda.entry);
}

/** The bundle of an entry file; every entry of a stack is bundled before the stack is made. */
export function bundleOf(bundles: ReadonlyMap<string, Bundle>, entry: string): Bundle {
  const bundle = bundles.get(entry);
  if (!bundle) throw new Error(`${entry} has not been bundled`);
  return bundle;
}

function functionsIn(platform: Platform, stacks: readonly StackLayout[]): DeclaredFunction[] {
  const targets = stacks.flatMap(({ services }) =>
    services.flatMap((key) => lambdasIn(`services.${key}.targets`, platform.services[key]?.targets)),
  );
  const callers = stacks.flatMap(({ consumers }) =>
    consumers.flatMap((key) => lambdasIn(`consumers.${key}.callers`, platform.consumers[key]?.callers)),
  );
  return [...targets, ...callers];
}

function lambdasIn(
  path: string,
  parts: Readonly<Record<string, PlatformLambda | { readonly kind: string }>> = {},
): DeclaredFunction[] {
  return Object.entries(parts).flatMap(([key, part]) =>
    isLambda(part) ? [{ path: `${path}.${key}`, lambda: part }] : [],
  );
}

function isLambda(part: PlatformLambda | { readonly kind: string }): part is PlatformLambda {
  return part.kind === "lambda";
}
