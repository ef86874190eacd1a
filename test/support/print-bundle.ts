import { join } from "node:path";
import { bundleAll } from "../../modules/function/bundle";

/** Run as a process of its own, since a time zone is a process's: bundles the first argument in this folder, prints its hash. */
async function main(): Promise<void> {
  const [entry = ""] = process.argv.slice(2);
  const bundles = await bundleAll([entry], { projectDir: process.cwd(), cacheDir: join(process.cwd(), ".cache") });
  console.log(bundles.get(entry)?.sha256);
}

void main();
