import platform from "../../example";
import { layoutOf } from "../../stacks/layout";
import { selectStacks, UnknownStackError } from "../../stacks/select";

const layouts = layoutOf(platform);
const select = (...ids: string[]) => selectStacks(layouts, ids).map(({ id }) => id);

describe("selectStacks", () => {
  test("selects everything where nothing is named", () => {
    expect(selectStacks(layouts)).toBe(layouts);
  });

  test("selects by id, in deploy order", () => {
    expect(select("consumer-storefront", "network-internal")).toEqual(["network-internal", "consumer-storefront"]);
  });

  test("selects by the beginning of ids", () => {
    expect(select("network-*")).toEqual(["network-internal", "network-partners-eu-west-1"]);
  });

  test("names what is near, and what there is", () => {
    expect(() => select("producer-order", "network-*")).toThrow(
      new UnknownStackError(
        `There is no stack producer-order; did you mean "producer-orders"?\nThe stacks are: ${layouts.map(({ id }) => id).join(", ")}`,
      ),
    );
  });

  test("says every unknown one", () => {
    expect(() => select("x-*", "producer-order")).toThrow(/There is no stack x-\*\nThere is no stack producer-order;/);
  });
});
