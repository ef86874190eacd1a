import { reportMistake } from "../../cli/report-mistake";

afterEach(() => {
  process.exitCode = 0;
  jest.restoreAllMocks();
});

function reported(error: unknown, words: readonly string[] = []) {
  const print = jest.spyOn(console, "error").mockImplementation(() => {});
  const log = jest.spyOn(console, "log").mockImplementation(() => {});
  reportMistake(error, words);
  return { said: print.mock.calls[0]?.[0], json: log.mock.calls[0]?.[0], code: process.exitCode };
}

const system = (code: string, syscall: string, path?: string) =>
  Object.assign(new Error(`${code}: ${syscall}`), { code, syscall, ...(path === undefined ? {} : { path }) });

test.each([
  [
    "EROFS",
    "mkdir",
    "/srv/acme/.trellis",
    "/srv/acme/.trellis: the file system is read-only (EROFS, mkdir). Work in another folder.",
  ],
  [
    "ENOENT",
    "mkdir",
    "/srv/acme/.trellis",
    "/srv/acme/.trellis: no folder can be made here (ENOENT, mkdir). Name another one.",
  ],
  [
    "EACCES",
    "open",
    "/srv/a.log",
    "/srv/a.log: permission denied (EACCES, open). Give yourself the right to it, or work in another folder.",
  ],
  ["ENOSPC", "write", undefined, "A file: the disk is full (ENOSPC, write). Make room, then run this again."],
])("%s in %s is a sentence, also for machines", (code, syscall, path, sentence) => {
  expect(reported(system(code, syscall, path), ["--json"])).toEqual({
    said: sentence,
    json: JSON.stringify({ error: sentence }),
    code: 1,
  });
});

test.each([system("EACCES", "listen"), system("ENOENT", "open", "/x"), new Error("ours")])(
  "anything else keeps its stack: %s",
  (error) => {
    expect(reported(error)).toMatchObject({ said: error, code: 1 });
  },
);
