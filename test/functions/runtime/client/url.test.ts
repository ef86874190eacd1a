import fc from "fast-check";
import { InvalidCallError } from "../../../../functions/runtime/client/errors";
import { strictTarget } from "../../../../functions/runtime/client/url";

test.each([
  ["/", "/"],
  ["/orders", "/orders"],
  ["/orders/", "/orders/"],
  ["/a b/ü", "/a%20b/%C3%BC"],
  ["/a%20b%2Fc", "/a%20b%2Fc"],
  ["/a%7eb/%c3%bc", "/a~b/%C3%BC"],
  ["/users/@me", "/users/%40me"],
  ["/a;v=1/b:c/d,e+f&g$h", "/a%3Bv%3D1/b%3Ac/d%2Ce%2Bf%26g%24h"],
  ["/it's(1)!*", "/it%27s%281%29%21%2A"],
  ["//a///b", "/a/b"],
  ["/a/./b/../c", "/a/c"],
  ["/../../a", "/a"],
  ["/a/%2e%2e/b", "/b"],
  ["/a/..", "/"],
  ["/a#fragment", "/a"],
  ["/a?b", "/a?b="],
  ["/a?b=1+1&a=x%20y", "/a?a=x%20y&b=1%2B1"],
  ["/a?b=2&b=1&B=3", "/a?B=3&b=1&b=2"],
  ["/a?x=y=z", "/a?x=y%3Dz"],
  ["/a?", "/a"],
])("%s is sent as %s", (path, wire) => {
  expect(strictTarget(path).wire).toBe(wire);
});

test("parameters stay one segment, query values may be lists, and undefined is left out", () => {
  const target = strictTarget("/orders/:id/lines", { id: "a/b c?" }, { tag: ["x", "y"], limit: 5, none: undefined });
  expect(target.wire).toBe("/orders/a%2Fb%20c%3F/lines?limit=5&tag=x&tag=y");
});

test("URLSearchParams are taken by value, so their plus for a space does no harm", () => {
  expect(strictTarget("/a", {}, new URLSearchParams("q=a+b")).wire).toBe("/a?q=a%20b");
});

test.each([
  ["orders", {}, undefined, "must start with /"],
  [".a/b", {}, undefined, "must start with /"],
  ["", {}, undefined, "must start with /"],
  ["/orders/:id", {}, undefined, "needs a value for :id"],
  ["/orders/:id", { id: "" }, undefined, 'must not be ""'],
  ["/orders/:id", { id: ".." }, undefined, 'must not be ".."'],
  ["/orders/:toString", {}, undefined, "needs a value"],
  ["/a%zz", {}, undefined, "not valid percent-encoding"],
  ["/a%C3", {}, undefined, "not valid percent-encoding"],
  ["/a\ud800", {}, undefined, "surrogate"],
  ["/a?q=%", {}, undefined, "not valid percent-encoding"],
  ["/a", {}, { "X-Amz-Signature": "x" }, "cannot be signed"],
  ["/a?__proto__=1", {}, undefined, "cannot be signed"],
] as const)("%s with %j is refused", (path, params, query, sentence) => {
  expect(() => strictTarget(path, params, query)).toThrow(InvalidCallError);
  expect(() => strictTarget(path, params, query)).toThrow(sentence);
});

test("what is sent is already strict, and a server decodes what was meant", () => {
  const text = fc.string({ unit: "grapheme" });
  const property = fc.property(text, fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), text), (id, query) => {
    fc.pre(!/^\.{0,2}$/.test(id));
    const { wire } = strictTarget("/x/:id", { id }, query);
    const url = new URL(wire, "https://host");
    expect(strictTarget(wire).wire).toBe(wire);
    expect(wire).toMatch(/^[A-Za-z0-9%/?&=._~-]*$/);
    expect(decodeURIComponent(url.pathname.slice(3))).toBe(id);
    expect(Object.fromEntries(url.searchParams)).toEqual(query);
  });
  fc.assert(property, { numRuns: 1000 });
});

test("a path that is strict already comes out as the slow way would make it", () => {
  const segment = fc.constantFrom(
    "",
    ".",
    "..",
    "a",
    "B9",
    "-_~",
    ".a",
    "a.",
    "%41",
    "ü",
    "a b",
    "+",
    ":",
    "*",
    "[",
    "`",
    "{",
    "@",
  );
  const property = fc.property(fc.array(segment, { maxLength: 6 }), (segments) => {
    const path = `/${segments.join("/")}`.replaceAll("/:", "/%3A");
    expect(strictTarget(path)).toEqual(strictTarget(`${path}#slow`));
  });
  fc.assert(property, { numRuns: 3000 });
});
