/** What needs the real Terraform and the real AWS provider: `npm run test:terraform`. */
/** @type {import("jest").Config} */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["<rootDir>/test/**/*.terraform.ts"],
  // A test of several deploys takes a minute, and many times that on a busy machine.
  testTimeout: 1_200_000,
  // Most of the time is waiting for what AWS, or its provider, takes its time over.
  maxWorkers: 4,
};
