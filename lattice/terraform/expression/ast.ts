/** An expression of Terraform's language (HCL native syntax), taken apart. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  /** A string with expressions in it. */
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  /** The first name of a reference: a resource type, `data`, `local`, `each`, the variable of a `for`. */
  | { readonly kind: "root"; readonly name: string }
  | { readonly kind: "get"; readonly of: Expression; readonly key: Expression }
  /** `of[*].rest`: `rest` applied to {@link ITEM}, for each item. */
  | { readonly kind: "splat"; readonly of: Expression; readonly rest: Expression }
  /** `expand` when the last argument is followed by `...`. */
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[]; readonly expand: boolean }
  | { readonly kind: "tuple"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [key: Expression, value: Expression])[] }
  | { readonly kind: "if"; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: "unary"; readonly operator: string; readonly of: Expression }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | ForExpression;

/** `[for k, v in of : value if test]`, or with a key `{for k, v in of : key => value... if test}`. */
export interface ForExpression {
  readonly kind: "for";
  readonly names: readonly string[];
  readonly of: Expression;
  readonly key?: Expression;
  readonly value: Expression;
  readonly test?: Expression;
  readonly grouped: boolean;
}

/** The name of the item that a splat goes over. */
export const ITEM = "[*]";
