import { type Change, consumer } from "./change";

/** A security group of callers is no longer let in. */
export const securityGroup: Change = {
  what: "a security group",
  declare: consumer("courier", (courier) => ({ ...courier, clientSecurityGroupIds: [] })),
  moves: [
    "consumer-courier-eu-west-1: delete aws_vpc_security_group_ingress_rule.consumer_courier_association_from-sg-0c0ffee0c0ffee002-443",
  ],
};
