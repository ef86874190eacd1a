/** What most calls never need: errors with their reasons, retries, the container endpoint. */
export { fromContainer } from "./container-credentials";
export { CredentialsError, InvalidCallError, LatticeError } from "./errors";
export { recover, tooLate } from "./recover";
