/** Node's HTTP, in one place: every module that asks for it again costs a cold start some 20 µs. */
export { Agent as HttpAgent, type ClientRequest, type IncomingMessage, request as httpRequest } from "node:http";
export { Agent as HttpsAgent, type AgentOptions as HttpsAgentOptions, request as httpsRequest } from "node:https";
