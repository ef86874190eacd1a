import type { SelectionSide, SizeResult } from "./cases";
import type { CaseResult } from "./compare";

/** A bound, and what was measured. */
export interface Bound {
  readonly what: string;
  readonly limit: number;
  readonly measured: number;
}

/** Everything that must hold, by CPU time: a synth has one thread, and other programs on the machine do not count. */
export function boundsOf(sizes: readonly SizeResult[], selection: CaseResult<SelectionSide>): Bound[] {
  const ratios = sizes.map(({ title, medians: { trellis, direct } }) => ({
    what: `Trellis to direct, ${title}`,
    limit: 1.3,
    measured: trellis.cpu / direct.cpu,
  }));
  const growth = sizes
    .filter(({ services }) => services === 1000)
    .flatMap(({ accounts, medians: { trellis } }) => {
      const smaller = sizes.find((each) => each.services === 100 && each.accounts === accounts);
      if (!smaller) return [];
      const measured = trellis.cpu / 1000 / (smaller.medians.trellis.cpu / 100);
      return [{ what: `time per service, 1000 to 100, accounts: ${accounts}`, limit: 1.2, measured }];
    });
  const one = {
    what: "the process that writes one stack of the largest estate, to the one that writes it alone",
    limit: 1.5,
    measured: selection.medians.inEstate.processCpu / selection.medians.alone.processCpu,
  };
  return [...ratios, ...growth, one];
}

/** Whether it holds; a figure that is no number does not. */
export function holds({ limit, measured }: Bound): boolean {
  return measured <= limit;
}
