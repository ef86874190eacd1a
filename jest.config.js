/** Everything `npm test` runs: no network, no Terraform, nothing but Node. */
// The AWS SDK's clients say on every Node 20 that they will want Node 22 from 2027 on.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** @type {import("jest").Config} */
module.exports = {
  rootDir: __dirname,
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/.trellis", "<rootDir>/bench/node_modules"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } },
    ],
  },
  // A command of Trellis takes a second or two to start, and many times that on a busy machine.
  testTimeout: 120_000,
  maxWorkers: "100%",
};
