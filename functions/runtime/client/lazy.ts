/** What most calls never need is loaded where they do, and bundled as files of their own (`modules/function/rare.ts`). */
export const recovery = () => require("./recover.rare") as typeof import("./recover.rare");
export const container = () => require("./container-credentials.rare") as typeof import("./container-credentials.rare");
