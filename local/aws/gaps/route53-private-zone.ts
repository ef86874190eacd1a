import type { Forward } from "../moto/forward";
import type { Gap } from "./gap";

/**
 * A hosted zone that is created with a VPC is private (API, CreateHostedZone). moto 5.2.1 makes it public unless
 * `HostedZoneConfig.PrivateZone` says so too, which the AWS provider leaves out: the zone then shows no VPC and takes no
 * other.
 */
export function route53PrivateZone(forward: Forward): Gap {
  return async (request, caller) => {
    const body = request.body.toString();
    const creates = request.method === "POST" && /^\/2013-04-01\/hostedzone\/?$/.test(request.path);
    if (!creates || !body.includes("<VPCId>") || body.includes("<PrivateZone>")) {
      return undefined;
    }
    const withConfig = body.includes("<HostedZoneConfig>")
      ? body
      : body.replace("<Name>", "<HostedZoneConfig></HostedZoneConfig><Name>");
    const marked = withConfig.replace("</HostedZoneConfig>", "<PrivateZone>true</PrivateZone></HostedZoneConfig>");
    return forward({ ...request, body: Buffer.from(marked) }, caller.account);
  };
}
