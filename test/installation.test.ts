import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

interface Lock {
  readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>;
}

/** Their scripts find a binary that is there already, as a package or in it, on every Node (macOS, Windows, Linux with glibc). */
const harmless = ["@parcel/watcher", "@swc/core", "aws-crt", "esbuild", "unrs-resolver"];

test("npm ci takes Node alone: no package compiles itself", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock;
  const scripted = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript ? [path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)] : [],
  );
  expect([...new Set(scripted)].sort()).toEqual(harmless);
});

test("the terminal of the cdktf command, without which it does not start, works on this Node", () => {
  const script = `require("@cdktf/node-pty-prebuilt-multiarch")
    .spawn(process.execPath, ["-e", "process.exit(process.stdout.isTTY ? 3 : 4)"], {})
    .onExit(({ exitCode }) => process.exit(exitCode));`;
  const { status, stderr } = spawnSync(process.execPath, ["-e", script], {
    encoding: "utf8",
    env: { PATH: process.env.PATH },
  });
  expect([status, stderr]).toEqual([3, ""]);
});
