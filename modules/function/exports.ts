import { readFile } from "node:fs/promises";
import { posix, resolve } from "node:path";
import { build } from "esbuild";

/** What Lambda would find under the name `handler`: nothing, a value that it cannot call, or what may be a function. */
export type Handler = "missing" | "no function" | "callable";

/**
 * Looks for the `handler` of an entry file, its own or another file's, without running it. esbuild lists the exports of ES
 * modules; a CommonJS entry assigns them by name. What is written as a number, text, list, object or class is no function;
 * of anything else it is not known.
 *
 * @throws esbuild's BuildFailure if the entry or an import of it cannot be read.
 */
export async function findHandler(entry: string, projectDir: string): Promise<Handler> {
  const { metafile, outputFiles } = await build({
    bundle: true,
    platform: "node",
    format: "esm",
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    write: false,
    logLevel: "silent",
    entryPoints: [entry],
    absWorkingDir: projectDir,
    outfile: "index.js",
  });
  if (metafile.inputs[posix.normalize(entry)]?.format === "cjs")
    return findAssigned(await readFile(resolve(projectDir, entry), "utf8"));
  if (!Object.values(metafile.outputs).some(({ exports }) => exports.includes("handler"))) return "missing";
  return findDeclared(outputFiles[0]?.text ?? "");
}

/** A value on one line as esbuild or a person writes it, up to its semicolon. */
const literal = String.raw`(?:-?\d[\w.]*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|true|false|null|undefined|void 0)\s*(?:;|$)`;

/** esbuild ends a file with one list of exports, and writes top-level names with `var` at the beginning of a line. */
function findDeclared(code: string): Handler {
  const list = /^export \{([^}]*)\};?\s*$/m.exec(code)?.[1] ?? "";
  const name = /(?:^|[\s,])(?:([\w$]+) as )?handler\s*(?:,|$)/.exec(list)?.[1] ?? "handler";
  const written = name.replaceAll("$", String.raw`\$`);
  if ([...code.matchAll(new RegExp(String.raw`(?<![\w$.])${written} *=(?![=>])`, "g"))].length > 1) return "callable";
  const start = `^var ${written} = `;
  const isValue = new RegExp(start + literal, "m").test(code) || new RegExp(`${start}class\\b`, "m").test(code);
  return isValue || isCollection(code, start) ? "no function" : "callable";
}

/** A list or an object that ends on its own line, or where the first line at the margin closes it. */
function isCollection(code: string, start: string): boolean {
  const opened = new RegExp(`${start}([[{].*)$`, "m").exec(code);
  if (!opened) return false;
  const [first = "", ...rest] = code.slice(opened.index + opened[0].length - (opened[1] ?? "").length).split("\n");
  if (/[[{]$/.test(first)) return /^[\]}];$/.test(rest.find((line) => /^[\]}]/.test(line)) ?? "");
  return /^(\[[^[\]()]*\]|\{[^{}()]*\});$/.test(first);
}

function findAssigned(code: string): Handler {
  if (new RegExp(String.raw`\bexports\.handler\s*=\s*${literal}`, "m").test(code)) return "no function";
  const isThere = /\bexports\.handler\s*=[^=]/.test(code) || /\bmodule\.exports\s*=[^=][^;]*\bhandler\b/.test(code);
  return isThere ? "callable" : "missing";
}
