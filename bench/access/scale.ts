import { accessRows } from "../../lattice/access/rows";
import { subjectsOf } from "../../lattice/access/subjects/subjects";
import { indexEstate } from "../../lattice/decide/index-estate";
import { readEstate } from "../../lattice/terraform/read-estate";

/** What one synthesized estate took, measured in a process of its own: `tsx scale.ts FOLDER`. */
export interface Scale {
  /** Seconds from the files on disk to the last word, and the same in processor time, without waiting for other work. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** The part of it that reads the Terraform and parses the policies. */
  readonly reading: { readonly seconds: number; readonly cpuSeconds: number };
  /** The part of it that decides everything exactly and puts it into words. */
  readonly deciding: { readonly seconds: number; readonly cpuSeconds: number };
  readonly services: number;
  readonly subjects: number;
  readonly rows: number;
  readonly classes: number;
  /** Largest resident memory of the process, in MB. */
  readonly megabytes: number;
}

interface Moment {
  readonly wall: number;
  readonly cpu: number;
}

function now(): Moment {
  return { wall: performance.now() / 1000, cpu: process.cpuUsage().user / 1e6 };
}

function between(from: Moment, to: Moment) {
  return { seconds: rounded(to.wall - from.wall), cpuSeconds: rounded(to.cpu - from.cpu) };
}

function measure(folder: string): Scale {
  const start = now();
  const { estate } = readEstate([folder]);
  const read = now();
  const index = indexEstate(estate);
  const subjects = subjectsOf([index]);
  const { rows, classes } = accessRows(index, subjects);
  const end = now();
  return {
    ...between(start, end),
    reading: between(start, read),
    deciding: between(read, end),
    services: estate.services.length,
    subjects: subjects.length,
    rows: rows.length,
    classes,
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

process.stdout.write(JSON.stringify(measure(process.argv[2] ?? "cdktf.out")));
