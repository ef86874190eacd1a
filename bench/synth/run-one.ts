import type { Bundle } from "../../modules/function/bundle";
import { withoutCreationStacks } from "../../stacks/without-creation-stacks";
import { estateAround, estateOf } from "./estate";

/** One measurement: what a fresh process does. */
export interface RunSpec {
  /** `bare`: the direct program without stack traces of tokens. */
  readonly program: "trellis" | "direct" | "bare";
  readonly services: number;
  readonly accounts: number;
  /** Trellis alone: write the producer stack of this account and no other. */
  readonly only?: string;
  /** The estate is cut down to what that account's producer stack is made of. */
  readonly alone?: boolean;
  readonly outdir: string;
  readonly bundle: Bundle;
}

/** Milliseconds. CPU time is of all threads, in user mode. */
export interface RunFigures {
  /** From the declared data to the written files; modules are loaded. */
  readonly wall: number;
  readonly cpu: number;
  /** From the start of the process, with everything it loads. */
  readonly processWall: number;
  readonly processCpu: number;
}

function main(spec: RunSpec): void {
  const synth = load(spec);
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  synth();
  const wall = performance.now() - before;
  const figures: RunFigures = {
    wall,
    cpu: process.cpuUsage(cpuBefore).user / 1000,
    processWall: performance.now(),
    processCpu: process.cpuUsage().user / 1000,
  };
  console.log(JSON.stringify(figures));
}

/** Loads one program, not both, and makes its input, which is not measured: in real life it is written by hand. */
function load({ program, services, accounts, only, alone, outdir, bundle }: RunSpec): () => void {
  const whole = estateOf(services, accounts);
  const estate = alone && only !== undefined ? estateAround(whole, only) : whole;
  if (program !== "trellis") {
    const { synthDirect }: typeof import("./direct/app") = require("./direct/app");
    const synth = () => synthDirect(estate, bundle, outdir);
    return program === "bare" ? () => withoutCreationStacks(synth) : synth;
  }
  const { declarationOf, synthTrellis }: typeof import("./trellis") = require("./trellis");
  const declaration = declarationOf(estate);
  return () => synthTrellis(declaration, bundle, outdir, only === undefined ? undefined : [`producer-${only}`]);
}

const [spec] = process.argv.slice(2);
if (spec !== undefined) main(JSON.parse(spec));
