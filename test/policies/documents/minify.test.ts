import { minify, oneOrMany, sizeOf } from "../../../policies/documents/minify";
import { policyDocument } from "../../../policies/documents/statement";

const document = policyDocument([{ Effect: "Allow", Action: "a:B", Resource: "é\n" }]);

it("writes one line without white space", () => {
  expect(minify(document)).toBe(
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:B","Resource":"é\\n"}]}',
  );
});

it("counts bytes, not characters", () => {
  expect(sizeOf(document)).toBe(minify(document).length + 1);
});

it("writes one value alone and several as a list", () => {
  expect(oneOrMany(["a"])).toBe("a");
  expect(oneOrMany(["a", "b"])).toEqual(["a", "b"]);
  expect(oneOrMany([])).toEqual([]);
});
