/**
 * Truth in three values, ordered so that AND is the minimum and OR the maximum (Kleene's logic).
 * Numbers, because every condition of every decision passes through here.
 */
export type Tri = 0 | 1 | 2;

export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;

/** The opposite; unknown stays unknown. */
export function not(value: Tri): Tri {
  return value === TRUE ? FALSE : value === FALSE ? TRUE : UNKNOWN;
}

/** The three-valued form of a plain boolean. */
export function tri(value: boolean): Tri {
  return value ? TRUE : FALSE;
}

/** True when every item is; false as soon as one is; unknown otherwise. True for no item. */
export function every<T>(items: readonly T[], test: (item: T) => Tri): Tri {
  let result: Tri = TRUE;
  for (const item of items) {
    const value = test(item);
    if (value === FALSE) return FALSE;
    if (value < result) result = value;
  }
  return result;
}

/** True as soon as one item is; false when all are; unknown otherwise. False for no item. */
export function some<T>(items: readonly T[], test: (item: T) => Tri): Tri {
  let result: Tri = FALSE;
  for (const item of items) {
    const value = test(item);
    if (value === TRUE) return TRUE;
    if (value > result) result = value;
  }
  return result;
}

/** How a truth value reads in a message. */
export function describeTri(value: Tri): "true" | "unknown" | "false" {
  return value === TRUE ? "true" : value === FALSE ? "false" : "unknown";
}
