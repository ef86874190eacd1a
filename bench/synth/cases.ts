import type { Case, CaseResult } from "./compare";
import type { Program } from "./measure";

/**
 * `bare` is the direct program with cdktf's stack traces of tokens off, as Trellis has them: what Trellis itself costs.
 * It is shown and has no bound.
 */
export type SizeSide = "trellis" | "direct" | "bare";
export type SelectionSide = "inEstate" | "alone";

export interface Size {
  /** Services in all. */
  readonly services: number;
  readonly accounts: number;
}

export type SizeResult = Size & CaseResult<SizeSide>;

/** Fewer measurements where one takes long. */
const runsOf: readonly (readonly [services: number, runs: number])[] = [
  [10, 11],
  [100, 5],
  [1000, 3],
];
const accountCounts = [1, 10, 100];

/** Trellis and the direct program at every size. */
export const sizeCases: readonly (Size & Case<SizeSide>)[] = runsOf.flatMap(([services, runs]) =>
  accountCounts.map((accounts) => {
    const size = { services, accounts };
    return {
      ...size,
      runs,
      title: `${services} services over ${accounts === 1 ? "1 account" : `${accounts} accounts`}`,
      sides: {
        trellis: { program: "trellis", ...size },
        direct: { program: "direct", ...size },
        bare: { program: "bare", ...size },
      },
    };
  }),
);

const oneStack: Program = { program: "trellis", services: 1000, accounts: 100, only: "a050" };

/** One stack of the largest estate, and the same stack in an estate of its own. */
export const selectionCase: Case<SelectionSide> = {
  runs: 9,
  title: "producer-a050 of 1000 services over 100 accounts",
  sides: { inEstate: oneStack, alone: { ...oneStack, alone: true } },
};
