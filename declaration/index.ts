export * from "./builders";
export { isDefinedPlatform } from "./defined";
export { DeclarationError, type Mistake } from "./mistake";
export { type Declaration, definePlatform, definePlatformFrom } from "./platform";
export type { Platform } from "./schema/platform";
