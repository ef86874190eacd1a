import { definePlatformFrom } from "../../declaration";
import { type StackRole, stackId } from "../../declaration/stack-id";
import { layoutOf } from "../../stacks/layout";
import { estate } from "./estate";

it("gives the ids that the stacks have", () => {
  const platform = definePlatformFrom(estate());
  const keyOf = ({ role, account, networks }: { role: StackRole; account: string; networks: readonly string[] }) =>
    role === "network" ? (networks[0] ?? "") : account;
  const layouts = layoutOf(platform);
  expect(layouts.map((layout) => stackId(platform.region, layout.role, keyOf(layout), layout.region))).toEqual(
    layouts.map(({ id }) => id),
  );
  expect(layouts.map(({ id }) => id)).toContain("consumer-courier-eu-west-1");
});
