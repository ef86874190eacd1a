import { createHash, randomUUID } from "node:crypto";
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";

const recordSchema = z.object({
  fingerprint: z.string(),
  inputs: z.array(z.string()),
  maps: z.array(z.string()),
  sha256: z.string(),
  size: z.number(),
});

/** What the next synth needs to know of a bundle. */
export interface CachedFacts {
  /** SHA-256 of the zip, base64. */
  readonly sha256: string;
  /** Bytes of the minified code. */
  readonly size: number;
}

export interface CachedBundle extends CachedFacts {
  readonly zip: Uint8Array;
  /** Source maps by file name. */
  readonly maps: Readonly<Record<string, Uint8Array>>;
  /** Files that went in, relative to the project. */
  readonly inputs: readonly string[];
}

/** The facts of a bundle whose sources, settings and zip are still what they were; undefined if anything changed or is gone. */
export async function readCached(dir: string, salt: string, projectDir: string): Promise<CachedFacts | undefined> {
  try {
    const { fingerprint, inputs, maps, ...facts } = recordSchema.parse(
      JSON.parse(await readFile(join(dir, "record.json"), "utf8")),
    );
    await Promise.all(maps.map((name) => access(join(dir, name))));
    const zip = await readFile(join(dir, "index.zip"));
    const intact = createHash("sha256").update(zip).digest("base64") === facts.sha256;
    return intact && (await fingerprintOf(salt, inputs, projectDir)) === fingerprint ? facts : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a bundle. Every file appears whole or not at all; the record, which makes the rest count, comes last. */
export async function writeCached(dir: string, salt: string, projectDir: string, bundle: CachedBundle): Promise<void> {
  const { zip, maps, ...facts } = bundle;
  const fingerprint = await fingerprintOf(salt, bundle.inputs, projectDir);
  await mkdir(dir, { recursive: true });
  const stale = (await readdir(dir)).filter((name) => name.endsWith(".map") && !(name in maps));
  for (const name of stale) await rm(join(dir, name), { force: true });
  for (const [name, map] of Object.entries(maps)) await replaceFile(join(dir, name), map);
  await replaceFile(join(dir, "index.zip"), zip);
  await replaceFile(join(dir, "record.json"), JSON.stringify({ fingerprint, maps: Object.keys(maps), ...facts }));
}

/** Sources, settings, and the files that steer how esbuild resolves and compiles (esbuild, tsconfig.json; package.json). */
async function fingerprintOf(salt: string, inputs: readonly string[], projectDir: string): Promise<string> {
  const hash = createHash("sha256").update(salt);
  for (const input of [...inputs].sort()) {
    hash.update(`\0${input}\0`).update(await readFile(resolve(projectDir, input)));
  }
  for (const file of foldersOf(inputs).flatMap((folder) => [`${folder}/package.json`, `${folder}/tsconfig.json`])) {
    hash.update(`\0${file}\0`).update(await readFile(resolve(projectDir, file)).catch(() => ""));
  }
  return hash.digest("hex");
}

/** The folders of files, and all that are above them in the project. */
function foldersOf(files: readonly string[]): string[] {
  const folders = new Set(["."]);
  for (const file of files) {
    let folder = dirname(file);
    while (!/^\.{1,2}$|\/(\.\.)?$/.test(folder)) {
      folders.add(folder);
      folder = dirname(folder);
    }
  }
  return [...folders].sort();
}

async function replaceFile(path: string, content: Uint8Array | string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  await writeFile(temporary, content);
  await rename(temporary, path);
}
