import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DeclarationError, definePlatformFrom, type Mistake } from "../../../declaration";
import { estate } from "../estate";
import { type Edits, edited } from "./edits";

/** A rule with a declaration that breaks it, all that must be said of it, and its nearest neighbour that is right. */
interface Case {
  readonly rule: string;
  readonly wrong: Edits;
  /** Paths to take away. */
  readonly wrongWithout?: readonly string[];
  readonly mistakes: readonly Mistake[];
  readonly right: Edits;
  readonly rightWithout?: readonly string[];
}

const folder = join(__dirname, "cases");
const topics = readdirSync(folder)
  .sort()
  .map((file): { topic: string; cases: Case[] } => ({
    topic: file.replace(".json", ""),
    cases: JSON.parse(readFileSync(join(folder, file), "utf8")),
  }));

describe.each(topics)("$topic", ({ cases }) => {
  it.each(cases)("$rule", ({ wrong, wrongWithout, mistakes, right, rightWithout }) => {
    expect(mistakesOf(edited(estate(), wrong, wrongWithout))).toEqual(mistakes);
    expect(mistakesOf(edited(estate(), right, rightWithout))).toEqual([]);
  });

  it("has no rule twice and none without a mistake", () => {
    expect(new Set(cases.map(({ rule }) => rule)).size).toBe(cases.length);
    expect(cases.filter(({ mistakes }) => mistakes.length === 0)).toEqual([]);
  });
});

it("reports the mistakes of all sections at once, each with one line", () => {
  const edits = {
    region: "here",
    "accounts.courier.id": 44444444444,
    "networks.partners.account": "netwrok",
    "vpcs.orders.vpc.zones": 7,
    "services.orders.routes[2].fixedResponse": 403,
    "services.payments.account": "order",
    "services.payments.routes[0].forward": "apo",
    "consumers.storefront.callers.web.calls[0]": "order",
    "consumers.courier.securityGroupIds": [],
    service: {},
  };
  const error = errorOf(edited(estate(), edits));
  const lines = error.message.split("\n");
  expect(lines[0]).toBe("The declaration has 10 mistakes:");
  expect(lines.slice(1).map((line) => line.trim().split(": ")[0])).toEqual(Object.keys(edits).sort());
});

function mistakesOf(declaration: unknown): readonly Mistake[] {
  try {
    definePlatformFrom(declaration);
    return [];
  } catch (error) {
    if (error instanceof DeclarationError) return error.mistakes;
    throw error;
  }
}

function errorOf(declaration: unknown): Error {
  try {
    definePlatformFrom(declaration);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("The declaration was accepted");
}
