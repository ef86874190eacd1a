/** The platform that every command reads: the example, until you declare your own. `cp example.ts platform.ts` begins it. */
export { default } from "./example";
