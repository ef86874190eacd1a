/** The input of an operation's kind of value, as AWS's model writes it. */
export interface Shape {
  readonly type: "string" | "integer" | "boolean" | "structure" | "list" | "map";
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  /** Exactly one member is set. */
  readonly union?: boolean;
  readonly required?: readonly string[];
  /** Shapes by member; what is not in the body is followed by ` uri` or ` querystring`. */
  readonly members?: Readonly<Record<string, string>>;
  readonly member?: string;
  readonly key?: string;
  readonly value?: string;
}

export interface Model {
  readonly operations: Readonly<
    Record<
      string,
      { readonly method: string; readonly uri: string; readonly input: string; readonly errors: readonly string[] }
    >
  >;
  readonly shapes: Readonly<Record<string, Shape>>;
}
