import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthDirect } from "../../bench/synth/direct/app";
import { estateOf } from "../../bench/synth/estate";
import { assertSameOutput } from "../../bench/synth/same-output";
import { declarationOf, synthTrellis } from "../../bench/synth/trellis";

test("the program that Trellis is measured against still writes what Trellis writes", () => {
  const dir = mkdtempSync(join(tmpdir(), "bench-direct-"));
  try {
    const path = join(dir, "index.zip");
    writeFileSync(path, "code");
    const bundle = { entry: "bench/synth/handler.ts", path, sha256: "c2hhMjU2", size: 4 };
    const estate = estateOf(10, 2);
    synthTrellis(declarationOf(estate), bundle, join(dir, "trellis"));
    synthDirect(estate, bundle, join(dir, "direct"));
    expect(assertSameOutput(join(dir, "trellis"), join(dir, "direct"))).toBeGreaterThan(100);
  } finally {
    rmSync(dir, { recursive: true });
  }
});
