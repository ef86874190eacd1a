import { Token } from "cdktf";
import { withoutCreationStacks } from "../../stacks/without-creation-stacks";

function creationStack(): readonly string[] {
  return Token.asAny({}).creationStack;
}

describe("withoutCreationStacks", () => {
  it("spares tokens their stack trace, and gives it back afterwards", () => {
    expect(withoutCreationStacks(creationStack)).toEqual([]);
    expect(creationStack()).not.toEqual([]);
  });

  it("leaves thrown errors their stack, and gives the trace back after one", () => {
    const fail = () =>
      withoutCreationStacks(function inTheMiddle() {
        throw new Error("planned");
      });
    expect(fail).toThrow(expect.objectContaining({ stack: expect.stringContaining("inTheMiddle") }));
    expect(creationStack()).not.toEqual([]);
  });
});
