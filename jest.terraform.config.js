/** What needs the real Terraform and the real AWS provider: `npm run test:terraform`. */
/** @type {import("jest").Config} */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["<rootDir>/test/**/*.terraform.ts"],
  testTimeout: 300_000,
};
