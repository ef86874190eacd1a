/** What most calls never need is loaded where they do, and bundled as files of their own (`modules/function/rare.ts`). */
export const errors = () => require("./errors.rare") as typeof import("./errors.rare");
export const recovery = () => require("./recover.rare") as typeof import("./recover.rare");
export const container = () => require("./container-credentials.rare") as typeof import("./container-credentials.rare");

export function invalidCall(message: string, options?: ErrorOptions): Error {
  return new (errors().InvalidCallError)(message, options);
}

export function badCredentials(message: string): Error {
  return new (errors().CredentialsError)(message);
}
