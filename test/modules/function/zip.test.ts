import { unzipSync } from "fflate";
import { zipFiles } from "../../../modules/function/zip";

describe("zipFiles", () => {
  const content = new TextEncoder().encode("exports.handler = () => {};");
  const zip = zipFiles({ "index.js": content });

  test("holds the file", () => {
    expect(unzipSync(zip)).toEqual({ "index.js": content });
  });

  test("holds no time but the earliest that a zip can hold, 1980-01-01 00:00 local time", () => {
    // Local file header: time at 10, date at 12, days and months count from one.
    expect([...zip.slice(10, 14)]).toEqual([0, 0, 0b00100001, 0]);
  });

  test("lets everyone read the file, as Lambda asks", () => {
    const central = Buffer.from(zip).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    const { buffer, byteOffset, byteLength } = zip;
    const attributes = new DataView(buffer, byteOffset, byteLength).getUint32(central + 38, true);
    expect((attributes >>> 16).toString(8)).toBe("100644");
  });
});
