import type { Model, Shape } from "./model";

/** An input with one value that the model does not allow, or just allows. */
export interface Case {
  /** The member by its path, as `fieldList` names it. */
  readonly member: string;
  readonly what: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Values of shapes, or of members, whose form none of the plain values has. */
export type Samples = Readonly<Record<string, unknown>>;

/** Every way in which one value of an operation's input can break the model, and every value at the edge of what it allows. */
export class Cases {
  readonly broken: Case[] = [];
  readonly allowed: Case[] = [];

  constructor(
    private readonly model: Model,
    operation: string,
    private readonly samples: Samples,
  ) {
    const input = model.operations[operation]?.input ?? "";
    this.allowed.push({ member: "", what: "everything", input: this.sample(input) as Case["input"] });
    this.visit(input, "", (value) => value as Case["input"]);
  }

  private shape(name: string): Shape {
    const shape = this.model.shapes[name];
    if (shape === undefined) throw new Error(`the model has no ${name}`);
    return shape;
  }

  /** A value that is right in every part. */
  private sample(name: string): unknown {
    const shape = this.shape(name);
    if (this.samples[name] !== undefined) return this.samples[name];
    switch (shape.type) {
      case "string":
        return shape.enum?.[0] ?? "a".repeat(Math.max(shape.min ?? 1, 1));
      case "integer":
        return shape.min ?? 1;
      case "boolean":
        return true;
      case "list":
        return [this.sample(shape.member ?? "")];
      case "map":
        return { [String(this.sample(shape.key ?? ""))]: this.sample(shape.value ?? "") };
      case "structure": {
        const members = membersOf(shape).map(
          ([member, inner]) => [member, this.samples[member] ?? this.sample(inner)] as const,
        );
        return Object.fromEntries(shape.union ? members.slice(0, 1) : members);
      }
    }
  }

  private visit(name: string, path: string, put: (value: unknown) => Case["input"]): void {
    const shape = this.shape(name);
    const add = (to: Case[], what: string, value: unknown) => to.push({ member: path, what, input: put(value) });
    this.visitLimits(shape, name, add);
    if (shape.type === "structure") this.visitMembers(shape, name, path, put);
    if (shape.type === "list") this.visit(shape.member ?? "", `${path}.0`, (value) => put([value]));
    if (shape.type === "map") {
      const [key, value] = [String(this.sample(shape.key ?? "")), this.sample(shape.value ?? "")];
      this.visit(shape.key ?? "", path, (broken) => put({ [String(broken)]: value }));
      this.visit(shape.value ?? "", `${path}.${key}`, (broken) => put({ [key]: broken }));
    }
  }

  private visitMembers(shape: Shape, name: string, path: string, put: (value: unknown) => Case["input"]): void {
    const base = this.sample(name) as Readonly<Record<string, unknown>>;
    for (const [member, inner] of membersOf(shape)) {
      const where = path === "" ? member : `${path}.${member}`;
      if (shape.required?.includes(member)) {
        const { [member]: _absent, ...rest } = base;
        this.broken.push({ member: where, what: "absent", input: put(rest) });
      }
      this.visit(inner, where, (value) => put(shape.union ? { [member]: value } : { ...base, [member]: value }));
    }
  }

  private visitLimits(shape: Shape, name: string, add: (to: Case[], what: string, value: unknown) => void): void {
    const { broken, allowed } = this;
    const { type, min = 0, max, pattern, enum: values } = shape;
    const fits = (text: string) => pattern === undefined || new RegExp(`^(${pattern})$`).test(text);
    if (type === "string") {
      if (values !== undefined) add(broken, "not one of the enum", "OTHER");
      for (const value of values ?? []) add(allowed, value, value);
      if (min > 0) add(broken, `length ${min - 1}`, "a".repeat(min - 1));
      if (max !== undefined) add(broken, `length ${max + 1}`, "a".repeat(max + 1));
      for (const length of [min, max ?? min]) {
        if (length > 0 && fits("a".repeat(length)) && values === undefined) {
          add(allowed, `length ${length}`, "a".repeat(length));
        }
      }
      const odd = [
        ...unlikeNames(pattern),
        "~ ~".padEnd(min, "~"),
        " ".repeat(Math.max(min, 1)),
        `${this.sample(name)}\u0000!`,
      ];
      for (const text of odd.filter((text) => !fits(text))) add(broken, `not of the pattern: ${text}`, text);
    }
    if (type === "integer") {
      add(broken, "no number", "many");
      if (shape.min !== undefined) add(broken, `${min - 1}`, min - 1);
      if (shape.min !== undefined) add(allowed, `${min}`, min);
      if (max !== undefined) add(broken, `${max + 1}`, max + 1);
      if (max !== undefined) add(allowed, `${max}`, max);
    }
    if (type === "boolean") add(broken, "no boolean", "perhaps");
    if (type === "list") {
      const item = this.sample(shape.member ?? "");
      if (min > 0) add(broken, "empty", []);
      if (max !== undefined) add(broken, `${max + 1} items`, Array(max + 1).fill(item));
      if (max !== undefined) add(allowed, `${max} items`, Array(max).fill(item));
    }
    if (type === "map" && max !== undefined) {
      const many = (count: number) =>
        Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, "a"]));
      add(broken, `${max + 1} entries`, many(max + 1));
      add(allowed, `${max} entries`, many(max));
    }
  }
}

function membersOf({ members = {} }: Shape): [member: string, shape: string][] {
  return Object.entries(members).map(([member, shape]) => [member, shape.split(" ")[0] ?? ""]);
}

/** What the pattern of names forbids: hyphens where they must not be, and the beginning of an id. */
function unlikeNames(pattern = ""): string[] {
  const prefixes = [...pattern.matchAll(/\(\?!([a-z]+-)\)/g)].map(([, prefix]) => `${prefix}aaa`);
  return pattern === "" ? [] : [...prefixes, "-aaa", "aaa-", "a--a", "Aaa", "a_a"];
}
