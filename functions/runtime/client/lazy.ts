/** Loads what most calls never need, so that a cold start does not make eleven error classes. */
export const rare = () => require("./rare") as typeof import("./rare");

export function invalidCall(message: string, options?: ErrorOptions): Error {
  return new (rare().InvalidCallError)(message, options);
}

export function badCredentials(message: string): Error {
  return new (rare().CredentialsError)(message);
}
