import type { Platform } from "./schema/platform";

const defined = new WeakSet<object>();

/** Freezes a platform that was checked, and remembers that it was. */
export function asDefined(platform: Platform): Platform {
  defined.add(platform);
  return deepFreeze(platform);
}

/** Whether `definePlatform` made this: anything else of the same shape was never checked. */
export function isDefinedPlatform(value: unknown): value is Platform {
  return typeof value === "object" && value !== null && defined.has(value);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
