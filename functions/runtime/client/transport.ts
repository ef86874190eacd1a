/** Node's HTTP, in one place: every module that asks for it again costs a cold start some 20 µs. */
export type { Agent as HttpAgent, ClientRequest, IncomingMessage } from "node:http";
export { Agent as HttpsAgent, type AgentOptions as HttpsAgentOptions, request as httpsRequest } from "node:https";

/** HTTP without TLS, which few services speak, so it is asked for as late as they do. */
export const plainHttp = () => require("node:http") as typeof import("node:http");
