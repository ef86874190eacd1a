/** The variables whose defaults something was worked out with, by the file that declares them. */
export class UsedDefaults {
  readonly #used = new Map<string, Set<string>>();

  /** Notes that a default was used. */
  add(file: string, variable: string): void {
    this.#used.set(file, (this.#used.get(file) ?? new Set()).add(variable));
  }

  /** What was taken to be so, as one sentence for the user; none where no default was used. */
  get assumptions(): readonly string[] {
    const all = [...this.#used].map(([file, names]) => `${[...names].sort().join(", ")} in ${file}`).sort();
    if (all.length === 0) return [];
    return [
      `Variables have their defaults, whatever -var, TF_VAR_… and *.tfvars say, which a plan has: ${all.join("; ")}.`,
    ];
  }
}
