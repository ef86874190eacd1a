import { resolve } from "node:path";
import { DeclarationError, type Platform } from "../declaration";

/**
 * The platform that the project's `platform.ts` declares. Read when a command runs, so that a mistake in it is reported
 * like any other.
 */
export function loadPlatform(): Platform {
  const loaded: unknown = require(resolve("platform.ts"));
  const platform = typeof loaded === "object" && loaded !== null && "default" in loaded ? loaded.default : undefined;
  if (!isPlatform(platform)) {
    throw new DeclarationError([
      {
        path: "platform.ts",
        found: "no platform as its default export",
        allowed: "export default definePlatform({ … })",
      },
    ]);
  }
  return platform;
}

function isPlatform(value: unknown): value is Platform {
  return typeof value === "object" && value !== null && "services" in value && "accounts" in value;
}
