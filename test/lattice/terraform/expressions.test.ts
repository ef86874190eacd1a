import { evaluateJson } from "../../../lattice/terraform/expression/evaluate-json";
import {
  EncodedJson,
  isList,
  isObject,
  Namespace,
  type TfObject,
  type TfValue,
} from "../../../lattice/terraform/value";
import { isPartialText, isUnknown, unknown } from "../../../lattice/value";
import cases from "./cases/expressions.json";

const later = unknown("string", "known after apply", { file: "main.tf.json", address: "aws_vpclattice_service.a.arn" });
const names: TfObject = {
  aws_iam_role: new Namespace((name) => ({ arn: `arn:aws:iam::1:role/${name}`, "with-dash": "dashed" })),
  local: { list: ["b", "a", "b"], map: { one: 1, two: "2" }, later, nested: [{ id: "x" }, { id: "y" }], yes: true },
};

function evaluate(text: string): TfValue {
  const root = (name: string): TfValue | undefined => names[name];
  return evaluateJson(text, { origin: { file: "main.tf.json", address: "aws_x.y.z" }, root });
}

/** As the table writes it: LATER for the unknown, a list for a text with unknown parts. */
function shown(value: TfValue): unknown {
  if (value === later) return "LATER";
  if (isUnknown(value)) return { reason: value.reason };
  if (isPartialText(value)) return value.parts.map(shown);
  if (value instanceof EncodedJson) return { json: shown(value.data) };
  if (isList(value)) return value.map(shown);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shown(member)]));
}

describe("expressions", () => {
  test.each(cases.values)("$text", ({ text, value }) => {
    expect(evaluate(text)).toEqual(value);
  });

  test.each(cases.unknowns)("$text, of which something is unknown", ({ text, value }) => {
    expect(shown(evaluate(text))).toEqual(value);
  });

  test.each(cases.mistakes)("$text is a mistake", ({ text, error }) => {
    expect(() => evaluate(text)).toThrow(error);
  });
});
