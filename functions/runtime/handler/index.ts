/** The producer's side: everything a function behind VPC Lattice needs to answer requests. */
export type { Observer } from "../observe/observer";
export { readBytes, readJson, readText } from "./body";
export { type Caller, readCaller } from "./caller";
export { type Cookies, readCookies } from "./cookies";
export type { LambdaContext, LatticeEventV1, LatticeEventV2, LatticeResponse } from "./event";
export { type FetchApp, fetchApp, type LatticeBindings } from "./fetch-app";
export { type App, type HandlerOptions, type LatticeHandler, latticeHandler, type Serve } from "./lattice-handler";
export { log } from "./log";
export { Once } from "./once";
export { type Page, pageOf } from "./pages";
export { Problem } from "./problem";
export { bytes, json, type Reply, type ReplyHeaders, text } from "./reply";
export type { LatticeRequest } from "./request";
export { type PathParams, type Routed, type RouteHandler, type Router, router } from "./router";
export { valid, validBody, validQuery } from "./valid";
