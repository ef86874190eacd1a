export * from "./builders";
export { DeclarationError, type Mistake } from "./mistake";
export { type Declaration, definePlatform, definePlatformFrom, isDefinedPlatform } from "./platform";
export type { Platform } from "./schema/platform";
