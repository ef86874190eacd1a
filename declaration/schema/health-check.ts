import { z } from "zod";
import { expected } from "../mistake";
import { object } from "./object";
import { port, text, trueOrFalse, wholeNumber } from "./values";

const statusCodes = expected(
  'status codes from 200 to 499: "200", "200-299" or "200,202"',
  "VPC Lattice User Guide, health check settings, Matcher",
);

/** Single codes and ranges from the lower to the higher, with commas between them. */
function isMatcher(text: string): boolean {
  return (
    text.length <= 2000 &&
    text.split(",").every((part) => {
      const [, first = "", last = first] = /^(\d{3})(?:-(\d{3}))?$/.exec(part) ?? [];
      return first >= "200" && first <= last && last <= "499";
    })
  );
}

/** How VPC Lattice finds out whether a target is well. */
export const healthCheckSchema = object({
  enabled: trueOrFalse.default(true),
  path: text(
    /^\/[a-zA-Z0-9@:%_+.~#?&/=-]{0,2047}$/,
    "a path beginning with /, of letters, digits and @:%_+.~#?&/=-",
    "VPC Lattice API, HealthCheckConfig.path",
  ).default("/"),
  port: port.optional(),
  protocol: z.enum(["HTTP", "HTTPS"], expected("HTTP or HTTPS")).optional(),
  intervalSeconds: wholeNumber(5, 300, "seconds", "VPC Lattice API, healthCheckIntervalSeconds").default(30),
  timeoutSeconds: wholeNumber(1, 120, "seconds", "VPC Lattice API, healthCheckTimeoutSeconds").default(5),
  healthyThreshold: wholeNumber(2, 10, "checks", "VPC Lattice API, healthyThresholdCount").default(5),
  unhealthyThreshold: wholeNumber(2, 10, "checks", "VPC Lattice API, unhealthyThresholdCount").default(2),
  matcher: z.string(statusCodes).refine(isMatcher, statusCodes).default("200"),
});
