import { BlockList, isIPv4 } from "node:net";
import type { SignedRequest } from "../http/request";
import { xmlValues } from "../http/xml";
import type { Neighbours } from "../lattice/world";
import type { Forward } from "./forward";

/** Without moto nobody knows which VPCs, security groups and functions there are. */
export const UNKNOWN_NEIGHBOURS: Neighbours = {
  vpcExists: async () => undefined,
  vpcHolds: async () => undefined,
  vpcOfSecurityGroup: async () => undefined,
  functionExists: async () => undefined,
};

/** Asks moto, as VPC Lattice asks EC2 and Lambda. */
export function motoNeighbours(forward: Forward): Neighbours {
  return {
    vpcExists: async (account, region, vpcId) => {
      const { status } = await forward(ec2Query(region, { Action: "DescribeVpcs", "VpcId.1": vpcId }), account);
      return status === 200;
    },
    vpcHolds: async (account, region, vpcId, address) => {
      // Blocks of IPv6 are AWS's choice: nobody can write an address that local AWS would have given.
      if (!isIPv4(address)) return undefined;
      const { body } = await forward(ec2Query(region, { Action: "DescribeVpcs", "VpcId.1": vpcId }), account);
      const blocks = new BlockList();
      for (const cidr of xmlValues(body.toString(), "cidrBlock")) {
        const [network = "", prefix] = cidr.split("/");
        blocks.addSubnet(network, Number(prefix));
      }
      return blocks.check(address);
    },
    vpcOfSecurityGroup: async (account, region, groupId) => {
      const { status, body } = await forward(
        ec2Query(region, { Action: "DescribeSecurityGroups", "GroupId.1": groupId }),
        account,
      );
      return { vpcId: status === 200 ? xmlValues(body.toString(), "vpcId")[0] : undefined };
    },
    functionExists: async (account, region, functionArn) => {
      const [, name = "", qualifier = ""] = /:function:([^:]+)(?::(.+))?$/.exec(functionArn) ?? [];
      const search = qualifier === "" ? "" : `Qualifier=${encodeURIComponent(qualifier)}`;
      const request = motoRequest("lambda", region, "GET", `/2015-03-31/functions/${name}`, search);
      return (await forward(request, account)).status === 200;
    },
  };
}

/** A request of the query protocol to EC2. */
export function ec2Query(region: string, parameters: Readonly<Record<string, string>>): SignedRequest {
  const body = new URLSearchParams({ Version: "2016-11-15", ...parameters }).toString();
  return motoRequest("ec2", region, "POST", "/", "", body, { "content-type": "application/x-www-form-urlencoded" });
}

/** A request that is not a client's. moto does not check signatures; it reads the credential scope. */
export function motoRequest(
  service: string,
  region: string,
  method: string,
  path: string,
  search = "",
  body = "",
  headers: Readonly<Record<string, string>> = {},
): SignedRequest {
  const accessKey = "AKIALOCALAWS";
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKey}/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=none`;
  const host = `${service}.${region}.amazonaws.com`;
  return {
    method,
    path,
    search,
    query: new URLSearchParams(search),
    headers: { host, authorization, ...headers },
    body: Buffer.from(body),
    scope: { accessKey, region, service },
  };
}
