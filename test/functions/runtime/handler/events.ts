/** An event of structure V2, as VPC Lattice sends it to a function. */
export function eventV2(method: string, path: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    version: "2.0",
    path,
    method,
    headers: { host: ["orders.example"] },
    requestContext: {
      serviceNetworkArn: "arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-0123456789abcdef0",
      serviceArn: "arn:aws:vpc-lattice:us-east-1:222222222222:service/svc-0123456789abcdef0",
      targetGroupArn: "arn:aws:vpc-lattice:us-east-1:222222222222:targetgroup/tg-0123456789abcdef0",
      identity: {},
      region: "us-east-1",
      timeEpoch: "1790935900260914",
    },
    requestId: "r-1",
    ...more,
  };
}

/** The same with a JSON body. */
export function jsonEvent(method: string, path: string, body: unknown, headers: Record<string, string[]> = {}) {
  return eventV2(method, path, {
    headers: { host: ["orders.example"], "content-type": ["application/json"], ...headers },
    body: JSON.stringify(body),
  });
}
