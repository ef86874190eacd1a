/** The texts of every `<tag>` in an answer of AWS; of a tag that nests in itself, those of the innermost. */
export function xmlValues(document: string, tag: string): string[] {
  const inside = new RegExp(`<${tag}(?:\\s[^>]*)?>((?:(?!<${tag}[\\s>])[\\s\\S])*?)</${tag}>`, "g");
  return [...document.matchAll(inside)].map(([, text = ""]) => text);
}

/** The items of a set: `<item>` nests, so depth is counted. */
export function xmlItems(document: string, set: string): string[] {
  const found: string[] = [];
  const begin = document.search(new RegExp(`<${set}[\\s>]`));
  let depth = 0;
  let start = 0;
  for (const match of begin < 0 ? [] : document.slice(begin).matchAll(/<(\/?)item>/g)) {
    depth += match[1] === "/" ? -1 : 1;
    if (depth === 1 && match[1] === "") start = begin + match.index + "<item>".length;
    else if (depth === 0) found.push(document.slice(start, begin + match.index));
  }
  return found;
}
