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
  ["EROFS", "mkdir", "/srv/acme/.trellis", "/srv/acme/.trellis cannot be used, since the file system is read-only."],
  ["ENOENT", "mkdir", "/srv/acme/.trellis", "/srv/acme/.trellis cannot be used, since the file system is read-only."],
  ["EACCES", "open", "/srv/a.log", "/srv/a.log cannot be used, since these files belong to somebody else."],
  ["ENOSPC", "write", undefined, "A file cannot be used, since the disk is full."],
])("%s in %s is a sentence, also for machines", (code, syscall, path, sentence) => {
  const whole = `${sentence} Run this in a folder that can be written, with room in it.`;
  expect(reported(system(code, syscall, path), ["--json"])).toEqual({
    said: whole,
    json: JSON.stringify({ error: whole }),
    code: 1,
  });
});

test.each([system("EACCES", "listen"), system("ENOENT", "open", "/x"), new Error("ours")])(
  "anything else keeps its stack: %s",
  (error) => {
    expect(reported(error)).toMatchObject({ said: error, code: 1 });
  },
);
