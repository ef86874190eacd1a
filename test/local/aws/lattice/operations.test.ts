import * as sdk from "@aws-sdk/client-vpc-lattice";
import { latticeOperations } from "../../../../local/aws/lattice/service";

const COMMANDS = Object.keys(sdk)
  .filter((name) => name.endsWith("Command") && name !== "$Command")
  .map((name) => name.slice(0, -"Command".length));

test("every operation served is one of the API, under its name there", () => {
  const names = latticeOperations.map(({ name }) => name);
  expect(names.filter((name) => !COMMANDS.includes(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test("what is not served is about resources, endpoints and domains", () => {
  const served = new Set(latticeOperations.map(({ name }) => name));
  const missing = COMMANDS.filter((name) => !served.has(name));
  expect(
    missing.filter(
      (name) =>
        !/Resource(Gateway|Configuration|EndpointAssociation|Association)|VpcEndpoint|DomainVerification/.test(name),
    ),
  ).toEqual([]);
});
