import { alb, definePlatform, existingRole, existingVpc, instance, ip, localState } from "../../../declaration";

const vpcId = "vpc-0123456789abcdef0";

/** No Lambda at all: an ALB, IP addresses with gRPC, EC2 instances; HTTP and HTTPS; up to five headers. */
export default definePlatform({
  name: "servers",
  region: "ap-northeast-1",
  state: localState(),
  accounts: { all: { id: "200000000001" } },
  networks: { plain: { account: "all", accessLogs: { cloudwatch: {} } } },
  services: {
    web: {
      account: "all",
      network: "plain",
      targets: {
        balanced: alb({
          arn: "arn:aws:elasticloadbalancing:ap-northeast-1:200000000001:loadbalancer/app/web/0123456789abcdef",
          vpcId,
          port: 80,
        }),
        machines: instance({
          vpcId,
          port: 8443,
          protocol: "HTTPS",
          protocolVersion: "HTTP2",
          instanceIds: ["i-0123456789abcdef0", "i-0123456789abcdef1"],
          healthCheck: { path: "/ready", port: 9000, protocol: "HTTP", matcher: "200-299", unhealthyThreshold: 3 },
        }),
        pods: ip({ vpcId, port: 50051, protocolVersion: "GRPC", ipAddressType: "IPV6", addresses: [] }),
      },
      listeners: [{ protocol: "HTTPS", port: 8443 }, { protocol: "HTTP" }],
      routes: [
        {
          priority: 5,
          match: {
            method: "POST",
            headers: [
              { name: "content-type", exact: "application/grpc" },
              { name: "x-tenant", prefix: "eu-", caseSensitive: true },
              { name: "x-trace", contains: "debug" },
              { name: "x-a", exact: "1" },
              { name: "x-b", exact: "2" },
            ],
          },
          forward: "pods",
        },
        { priority: 50, match: { path: { prefix: "/v2/" } }, forward: { balanced: 0, machines: 999 } },
        { priority: 100, match: { path: { exact: "/gone" } }, fixedResponse: 500 },
      ],
      defaultAction: { forward: { balanced: 1, machines: 1 } },
      grants: [{ to: "clients.app", methods: ["GET", "POST"], paths: ["/*"] }],
    },
  },
  consumers: {
    clients: {
      account: "all",
      network: "plain",
      vpc: existingVpc({ id: vpcId, subnetIds: ["subnet-0123456789abcdef0"] }),
      securityGroupIds: ["sg-0123456789abcdef1", "sg-0123456789abcdef0"],
      callers: { app: existingRole({ arn: "arn:aws:iam::200000000001:role/app", calls: ["web"] }) },
    },
  },
});
