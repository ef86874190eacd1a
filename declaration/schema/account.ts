import { arnStart, changeable, namePattern } from "./arns";
import { object } from "./object";
import { accountId, text, trueOrFalse } from "./values";

export const deployRole = changeable(
  text(
    new RegExp(`^([\\w+=,.@-]{1,64}|${arnStart}iam::\\d{12}:role/${namePattern})$`),
    "the name of a role (1 to 64 characters of A-Z a-z 0-9 +=,.@_-) or the ARN of one",
    "IAM API, CreateRole.RoleName",
  ),
  "IAM User Guide, service-linked roles; IAM Identity Center, permission sets: AWS alone says who may assume them",
);

export const accountSchema = object({
  id: accountId,
  deployRole: deployRole.optional(),
  externalId: text(
    /^[\w+=,.@:/-]{2,1224}$/,
    "2 to 1224 characters of A-Z a-z 0-9 +=,.@:/_-",
    "STS API, AssumeRole.ExternalId",
  ).optional(),
  external: trueOrFalse.default(false),
});

export const organizationSchema = object({
  id: text(/^o-[a-z0-9]{10,32}$/, "o- and 10 to 32 lower-case letters or digits", "Organizations API, OrganizationId"),
  managementAccount: accountId.optional(),
});
