import { z } from "zod";

const values = z.record(z.string(), z.unknown());

const change = z.object({
  address: z.string(),
  mode: z.string().default("managed"),
  change: z.object({
    actions: z.array(z.string()),
    before: values.nullish(),
    after: values.nullish(),
    importing: z.object({ id: z.string().optional() }).optional(),
  }),
});

const stored = z.object({ address: z.string(), mode: z.string(), values: values.nullish() });

const shown = z.object({
  resource_changes: z.array(change).default([]),
  prior_state: z
    .object({ values: z.object({ root_module: z.object({ resources: z.array(stored).default([]) }) }).optional() })
    .optional(),
  configuration: z.object({
    root_module: z.object({
      resources: z
        .array(z.object({ address: z.string(), expressions: z.unknown(), depends_on: z.array(z.string()).default([]) }))
        .default([]),
    }),
  }),
});

/** What a plan does to one resource. */
export type Planned = z.output<typeof change>["change"];

/** A plan as `terraform show -json` prints it (Terraform documentation, "JSON Output Format"). */
export class Plan {
  readonly #changes: ReadonlyMap<string, Planned>;
  readonly #references: ReadonlyMap<string, readonly string[]>;
  /** Ids of what the state holds, by address. */
  readonly ids: ReadonlyMap<string, string>;

  /** @throws ZodError, SyntaxError */
  constructor(json: string) {
    const { resource_changes, prior_state, configuration } = shown.parse(JSON.parse(json));
    const managed = resource_changes.filter(({ mode }) => mode === "managed");
    this.#changes = new Map(managed.map(({ address, change: planned }) => [address, planned]));
    const resources = configuration.root_module.resources;
    this.#references = new Map(
      resources.map(({ address, expressions, depends_on }) => [address, [...referencesIn(expressions), ...depends_on]]),
    );
    const inState = prior_state?.values?.root_module.resources ?? [];
    this.ids = new Map(
      inState.flatMap(({ mode, address, values: held }) =>
        mode === "managed" && typeof held?.id === "string" ? [[address, held.id] as const] : [],
      ),
    );
  }

  /** What it does to the resource at an address; undefined where there is none. */
  of(address: string): Planned | undefined {
    return this.#changes.get(address);
  }

  /** Addresses of what it makes that is not there. */
  get making(): readonly string[] {
    return [...this.#changes].flatMap(([address, { actions }]) => (actions.join() === "create" ? [address] : []));
  }

  /** Addresses of the resources that one refers to, so that they are made before it. */
  before(address: string): readonly string[] {
    const references = this.#references.get(address) ?? [];
    return [...this.#changes.keys()].filter((other) =>
      references.some((reference) => reference === other || reference.startsWith(`${other}.`)),
    );
  }
}

function referencesIn(expression: unknown): string[] {
  if (Array.isArray(expression)) return expression.flatMap(referencesIn);
  if (typeof expression !== "object" || expression === null) return [];
  return Object.entries(expression).flatMap(([key, value]) =>
    key === "references" && Array.isArray(value) ? value.map(String) : referencesIn(value),
  );
}
