import platform from "../../example";

/** What the example says, as `key` or `key: value` for text, whatever part it stands in. */
function sayings(part: unknown): string[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => [
    ...(value === undefined || isEmpty(value) ? [] : [key]),
    ...(typeof value === "string" ? [`${key}: ${value}`] : []),
    ...sayings(value),
  ]);
}

function isEmpty(value: unknown): boolean {
  return value === false || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}

const said = new Set(sayings(platform));

test.each([
  ["targets and callers", ["lambda", "existingFunction", "alb", "ip", "instance", "existingRole"].map(kind)],
  ["VPCs", [...["newVpc", "existingVpc"].map(kind), "vpcs"]],
  ["shares", ["organization", "organizationalUnits", "accounts", "external"]],
  ["access logs", ["cloudwatch", "s3", "firehose", "kmsKeyArn", "retentionDays"]],
  ["network policies", ["anonymous", "statements"]],
  ["listeners", ["protocol: HTTPS", "protocol: HTTP"]],
  ["routes", ["exact", "prefix", "contains", "method: GET", "headers", "caseSensitive", "kind: fixedResponse"]],
  ["domains", ["certificateArn", "hostedZoneId"]],
  ["functions", ["reservedConcurrency", "environment", "calls", "vpc: orders", "architecture: x86_64"]],
  ["health checks", ["path: /health", "matcher: 200-299", "protocolVersion: HTTP2"]],
  ["associations", ["securityGroupIds", "clientSecurityGroupIds"]],
  ["accounts", ["deployRole: payments-deploy", "externalId", "tags", "alarms", "topicArns"]],
  ["deployers", ["principals", "repository: acme/platform", "subjects"]],
])("the example uses all there is of %s", (_, features) => {
  expect(features.filter((feature) => !said.has(feature))).toEqual([]);
});

function kind(name: string): string {
  return `kind: ${name}`;
}
