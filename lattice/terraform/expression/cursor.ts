/** An expression that cannot be read: where in it, and what was expected. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
}

const IDENTIFIER = /[A-Za-z_][\w-]*/y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** A place in the text of an expression. */
export class Cursor {
  constructor(
    readonly text: string,
    public at = 0,
  ) {}

  /** Steps over white space and comments. */
  skip(): void {
    const space = /(?:\s|\/\*[\s\S]*?\*\/|(?:#|\/\/)[^\n]*)*/y;
    space.lastIndex = this.at;
    if (space.test(this.text)) this.at = space.lastIndex;
  }

  /** Whether the text goes on so, behind white space; does not move. */
  sees(token: string): boolean {
    this.skip();
    return this.text.startsWith(token, this.at);
  }

  /** Steps over a token when it is next. */
  takes(token: string): boolean {
    const found = this.sees(token);
    if (found) this.at += token.length;
    return found;
  }

  /** Steps over a token that must be next. */
  expect(token: string): void {
    if (!this.takes(token)) this.fail(`"${token}"`);
  }

  /** The name that is next, if there is one. */
  identifier(): string | undefined {
    return this.#match(IDENTIFIER);
  }

  /** The number that is next, if there is one. */
  number(): number | undefined {
    const text = this.#match(NUMBER);
    return text === undefined ? undefined : Number(text);
  }

  /** Whether the next name is a given keyword; steps over it. */
  keyword(word: string): boolean {
    const start = this.at;
    if (this.identifier() === word) return true;
    this.at = start;
    return false;
  }

  fail(expected: string): never {
    const rest = this.text.slice(this.at, this.at + 20) || "the end";
    throw new ExpressionError(`expected ${expected} before ${JSON.stringify(rest)}`);
  }

  #match(pattern: RegExp): string | undefined {
    this.skip();
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}
