/** Copied into a project and run there: what `main.ts` does, without the commands. */
async function main(): Promise<void> {
  const { synthesize }: typeof import("../../stacks/app") = require("./stacks/app");
  const { default: platform }: typeof import("../../example") = require("./example");
  await synthesize(platform);
}

void main();
