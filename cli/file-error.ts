import { relative } from "node:path";

/** What is in the way of a file or folder, by the code that the system answers, and what to do. */
const obstacles: Readonly<Record<string, readonly [what: string, advice: string]>> = {
  EACCES: ["permission denied", "Give yourself the right to it, or work in another folder"],
  EPERM: ["permission denied", "Give yourself the right to it, or work in another folder"],
  EROFS: ["the file system is read-only", "Work in another folder"],
  ENOSPC: ["the disk is full", "Make room, then run this again"],
  EDQUOT: ["the disk quota is used up", "Make room, then run this again"],
  ENOTDIR: ["a file is where a folder belongs", "Move the file away, or name another folder"],
  EISDIR: ["a folder is where a file belongs", "Move the folder away"],
  ENAMETOOLONG: ["the path is too long", "Work in a folder with a shorter path"],
};

/** The same where a folder was to be made. */
const inTheWay: typeof obstacles = {
  EEXIST: ["a file is where a folder belongs", "Move the file away, or name another folder"],
  ENOENT: ["no folder can be made here", "Name another one"],
};

/**
 * What keeps a command from reading or writing a file, in one sentence; undefined for any other error. A file of which the
 * system says that it is not there is somebody's mistake only where a folder was to be made.
 */
export function describeFileError(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  // What is written to an open file is refused without its path.
  if (code === undefined || (path === undefined && syscall !== "write")) return undefined;
  const [what, advice] = (syscall === "mkdir" ? inTheWay[code] : undefined) ?? obstacles[code] ?? [];
  return what === undefined
    ? undefined
    : `${path === undefined ? "A file" : here(path)}: ${what} (${code}, ${syscall}). ${advice}.`;
}

function here(path: string): string {
  const short = relative(process.cwd(), path);
  return short === "" ? "." : short.startsWith("..") ? path : short;
}
