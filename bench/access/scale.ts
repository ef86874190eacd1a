import { accessRows } from "../../lattice/access/rows";
import { subjectsOf } from "../../lattice/access/subjects/subjects";
import { indexEstate } from "../../lattice/decide/index-estate";
import { benchEstate, type Size } from "./estate";

/** What one estate took, measured in a process of its own: `tsx scale.ts SERVICES CALLERS GRANTS`. */
export interface Scale extends Size {
  /** Seconds to parse and index its policies. */
  readonly prepared: number;
  /** Seconds to decide everything exactly and put it into words. */
  readonly seconds: number;
  /** The same in processor time, which does not count waiting for other work on the machine. */
  readonly cpuSeconds: number;
  readonly subjects: number;
  readonly rows: number;
  readonly classes: number;
  /** Largest resident memory of the process, in MB. */
  readonly megabytes: number;
}

function measure(size: Size): Scale {
  const start = performance.now();
  const index = indexEstate(benchEstate(size));
  const prepared = performance.now();
  const cpu = process.cpuUsage();
  const subjects = subjectsOf([index]);
  const { rows, classes } = accessRows(index, subjects);
  const end = performance.now();
  return {
    ...size,
    prepared: seconds(prepared - start),
    seconds: seconds(end - prepared),
    cpuSeconds: seconds(process.cpuUsage(cpu).user / 1000),
    subjects: subjects.length,
    rows: rows.length,
    classes,
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds) / 1000;
}

const [services = 1, callers = 1, grants = 1] = process.argv.slice(2).map(Number);
process.stdout.write(JSON.stringify(measure({ services, callers, grants })));
