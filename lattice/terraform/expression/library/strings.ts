import { list, type TfFunction, text } from "./arguments";

/** Functions on text, which need to know it (Terraform language, "String Functions"). */
export const STRINGS: Readonly<Record<string, TfFunction>> = {
  lower: (value) => text(value).toLowerCase(),
  upper: (value) => text(value).toUpperCase(),
  title: (value) => text(value).replace(/(^|\s)\S/g, (one) => one.toUpperCase()),
  trimspace: (value) => text(value).trim(),
  trimprefix: (value, prefix) =>
    text(value).startsWith(text(prefix)) ? text(value).slice(text(prefix).length) : text(value),
  trimsuffix: (value, suffix) =>
    text(value).endsWith(text(suffix)) ? text(value).slice(0, text(value).length - text(suffix).length) : text(value),
  replace: (value, from, to) => replace(text(value), text(from), text(to)),
  split: (separator, value) => text(value).split(text(separator)),
  substr: (value, from, length) =>
    text(value).slice(Number(from), Number(length) < 0 ? undefined : Number(from) + Number(length)),
  startswith: (value, prefix) => text(value).startsWith(text(prefix)),
  endswith: (value, suffix) => text(value).endsWith(text(suffix)),
  strcontains: (value, part) => text(value).includes(text(part)),
  sort: (of) => list(of).map(text).sort(),
};

/** Text between slashes is a regular expression (`replace`). */
function replace(value: string, from: string, to: string): string {
  const pattern = /^\/(.*)\/$/s.exec(from)?.[1];
  return pattern === undefined ? value.replaceAll(from, to) : value.replace(new RegExp(pattern, "g"), to);
}
