import { type Bundle, BundleError } from "./bundle";

/** A function's code and how large it may be. */
export interface Budgeted {
  /** Where the function is declared. */
  readonly path: string;
  readonly bundle: Bundle;
  /** KB of minified code. */
  readonly budget: number;
}

/**
 * Holds every function's code to its budget: what a function loads it pays for at every cold start.
 *
 * @throws BundleError with a line per function that is over.
 */
export function checkBudgets(functions: readonly Budgeted[]): void {
  const over = functions.filter(({ bundle, budget }) => bundle.size > budget * 1024);
  if (over.length === 0) return;
  throw new BundleError(over.map(describe).join("\n"));
}

function describe({ path, bundle, budget }: Budgeted): string {
  return `${path}: ${bundle.entry} is ${inKb(bundle.size)} KB of minified code; allowed: ${budget} KB. Import less, or raise its codeBudget`;
}

/** Bytes as KB with one decimal. */
export function inKb(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}
