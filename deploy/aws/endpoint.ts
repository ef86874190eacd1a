import { proxyAgent } from "./proxy";

/** As AWS's own tools know them in `AWS_ENDPOINT_URL_…` (SDKs and Tools Reference Guide, "Service-specific endpoints"). */
const variables = { "vpc-lattice": "VPC_LATTICE", ram: "RAM", ec2: "EC2", route53: "ROUTE_53", s3: "S3" } as const;

/** A service of AWS that is asked without its SDK client. */
export type Service = keyof typeof variables;

/**
 * Where a service is asked, by which agent, and the region that the request is signed for.
 *
 * @param region - The region that is meant; Route 53 has only one per partition.
 */
export function endpointOf(service: Service, region: string, environment: NodeJS.ProcessEnv) {
  const own = environment[`AWS_ENDPOINT_URL_${variables[service]}`] || environment.AWS_ENDPOINT_URL;
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  const at = service === "route53" ? route53Of(region) : { host: `${service}.${region}`, region };
  const agent = proxyAgent(environment);
  const endpoint = new URL(own || `https://${at.host}.${suffix}`);
  return { endpoint, region: at.region, ...(agent ? { agent } : {}) };
}

/** Route 53 is one per partition (AWS General Reference, "Amazon Route 53 endpoints and quotas"). */
function route53Of(region: string): { host: string; region: string } {
  if (region.startsWith("cn-")) return { host: "route53", region: "cn-northwest-1" };
  if (region.startsWith("us-gov-")) return { host: "route53.us-gov", region: "us-gov-west-1" };
  return { host: "route53", region: "us-east-1" };
}
