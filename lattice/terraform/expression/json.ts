import { isPartialText, isUnknown, type Text, type Value } from "../../value";
import { EncodedJson, isList, isObject, type TfValue } from "../value";

/** The JSON text of a value, with its unknown parts in their places. */
export function encodeJson(value: TfValue): Text {
  const parts: Value<string>[] = [];
  write(value, (part) => parts.push(part));
  return { kind: "partial", parts };
}

/** A value as plain data, for `JSON.stringify`; undefined when a part of it is unknown or no data. */
export function plainData(value: TfValue): unknown {
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) return allKnown(value.map(plainData));
  if (!isObject(value)) return undefined;
  const members = Object.keys(value).map((key) => plainData(value[key] ?? null));
  return allKnown(members) && Object.fromEntries(Object.keys(value).map((key, index) => [key, members[index]]));
}

function allKnown(values: readonly unknown[]): readonly unknown[] | undefined {
  return values.includes(undefined) ? undefined : values;
}

function write(value: TfValue, emit: (part: Value<string>) => void): void {
  if (isUnknown(value)) writeUnknown(value, emit);
  else if (isPartialText(value)) {
    emit('"');
    for (const part of value.parts) emit(isUnknown(part) ? part : JSON.stringify(part).slice(1, -1));
    emit('"');
  } else if (isList(value)) {
    writeAll("[", "]", value, emit, (item) => write(item, emit));
  } else if (isObject(value)) {
    writeAll("{", "}", Object.keys(value), emit, (key) => {
      emit(`${JSON.stringify(key)}:`);
      write(value[key] ?? null, emit);
    });
  } else if (value instanceof EncodedJson) emit(JSON.stringify(String(value.data)));
  else emit(JSON.stringify(value) ?? "null");
}

function writeUnknown(value: Exclude<Value<string>, string>, emit: (part: Value<string>) => void): void {
  const quote = value.type === "string" ? '"' : "";
  for (const part of [quote, value, quote]) if (part !== "") emit(part);
}

function writeAll<T>(
  open: string,
  close: string,
  items: readonly T[],
  emit: (part: string) => void,
  each: (item: T) => void,
): void {
  emit(open);
  items.forEach((item, index) => {
    if (index > 0) emit(",");
    each(item);
  });
  emit(close);
}
