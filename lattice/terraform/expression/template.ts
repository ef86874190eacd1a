import type { Expression } from "./ast";
import type { Cursor } from "./cursor";

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/**
 * Reads a template up to the closing quote, or to the end of the text when there is none to close. A template that is
 * one expression and nothing else has that expression's value, whatever its type.
 */
export function readTemplate(
  cursor: Cursor,
  quote: '"' | undefined,
  readExpression: (cursor: Cursor) => Expression,
): Expression {
  const parts: Expression[] = [];
  let text = "";
  const flush = () => {
    if (text !== "") parts.push({ kind: "literal", value: text });
    text = "";
  };
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== quote) {
    const rest = cursor.text.slice(cursor.at, cursor.at + 3);
    if (rest === "$${" || rest === "%%{") {
      text += rest.slice(1);
      cursor.at += 3;
    } else if (rest.startsWith("${")) {
      flush();
      cursor.at += rest === "${~" ? 3 : 2;
      parts.push(readExpression(cursor));
      cursor.takes("~");
      cursor.expect("}");
    } else if (rest.startsWith("%{")) cursor.fail("no template directive");
    else text += quote ? readEscaped(cursor) : cursor.text[cursor.at++];
  }
  if (quote) closeQuote(cursor, quote);
  flush();
  const [only] = parts;
  if (parts.length === 0) return { kind: "literal", value: "" };
  return only && parts.length === 1 ? only : { kind: "template", parts };
}

/** White space before a closing quote belongs to the string. */
function closeQuote(cursor: Cursor, quote: string): void {
  if (cursor.text[cursor.at] !== quote) cursor.fail(`a closing ${quote}`);
  cursor.at++;
}

function readEscaped(cursor: Cursor): string {
  const character = cursor.text[cursor.at++] ?? "";
  if (character !== "\\") return character;
  const escaped = cursor.text[cursor.at++] ?? "";
  const digits = escaped === "u" ? 4 : escaped === "U" ? 8 : 0;
  if (digits === 0) return ESCAPES[escaped] ?? `\\${escaped}`;
  const code = Number.parseInt(cursor.text.slice(cursor.at, cursor.at + digits), 16);
  cursor.at += digits;
  return String.fromCodePoint(code);
}
