/** What needs the real Terraform and the real AWS provider: `npm run test:terraform`. */
/** @type {import("jest").Config} */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["<rootDir>/test/**/*.terraform.ts"],
  testTimeout: 300_000,
  // Most of the time is waiting for what AWS, or its provider, takes its time over.
  maxWorkers: 4,
};
