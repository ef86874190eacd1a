import { closeSync, openSync, readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";

const pollMilliseconds = 100;

/** Reads the lines of a file while another process writes them; `end` reads what is left and stops. */
export function followLines(path: string, onLine: (line: string) => void): { end(): void } {
  const file = openSync(path, "r");
  const decoder = new StringDecoder("utf8");
  const buffer = Buffer.alloc(65_536);
  let rest = "";
  const readNew = () => {
    for (let count = readSync(file, buffer); count > 0; count = readSync(file, buffer)) {
      const lines = (rest + decoder.write(buffer.subarray(0, count))).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    }
  };
  const timer = setInterval(readNew, pollMilliseconds);
  return {
    end: () => {
      clearInterval(timer);
      readNew();
      if (rest !== "") onLine(rest);
      closeSync(file);
    },
  };
}
