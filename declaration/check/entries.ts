import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { PlatformLambda } from "../schema/platform";
import type { CheckContext } from "./context";

/** The handler files are there, and are files. Entries are relative to the folder that `platform.ts` is run in. */
export function checkEntries({ platform, report }: CheckContext): void {
  const services = Object.values(platform.services).flatMap(({ key, targets }) =>
    Object.entries(targets).map(([target, declared]) => ({ path: ["services", key, "targets", target], declared })),
  );
  const consumers = Object.values(platform.consumers).flatMap(({ key, callers }) =>
    Object.entries(callers).map(([caller, declared]) => ({ path: ["consumers", key, "callers", caller], declared })),
  );
  for (const { path, declared } of [...services, ...consumers]) {
    if (declared.kind !== "lambda" || isFile(declared)) continue;
    report([...path, "entry"], {
      found: declared.entry,
      allowed: "a file that exists, relative to the project's folder",
      why: "the function is bundled from it",
    });
  }
}

function isFile({ entry }: PlatformLambda): boolean {
  return statSync(resolve(entry), { throwIfNoEntry: false })?.isFile() ?? false;
}
