/** The consumer's side: signed calls to services behind VPC Lattice, and what they can end in. */
export type { Answer } from "./answer";
export { type CredentialSource, type Credentials, defaultCredentials } from "./credentials";
export { urlVariable } from "./endpoint";
export {
  AccessDeniedError,
  type CallFacts,
  ConnectionError,
  CredentialsError,
  DeadlineError,
  type Gate,
  InvalidCallError,
  LatticeError,
  NetworkTimeoutError,
  NotAssociatedError,
  RefusedError,
  ServiceFailedError,
  SignatureError,
  ThrottledError,
} from "./errors";
export { type CallOptions, type ClientOptions, type LatticeClient, latticeClient } from "./lattice-client";
export type { Incoming } from "./outgoing";
export { keepAliveAgent } from "./sockets";
export type { Query } from "./url";
