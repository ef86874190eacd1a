import { fromContainer } from "./container-credentials";
import { CredentialsError, InvalidCallError, LatticeError } from "./errors";
import { recover, tooLate } from "./recover";

/**
 * What most calls never need: errors with their reasons, retries, the container endpoint. One assignment instead of
 * exports, for which esbuild would define a getter each in every cold start.
 */
export = { fromContainer, CredentialsError, InvalidCallError, LatticeError, recover, tooLate };
