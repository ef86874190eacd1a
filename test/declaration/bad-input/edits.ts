/** Changes to a declaration by path: `{ "services.orders.routes[0].priority": 0 }`. */
export type Edits = Readonly<Record<string, unknown>>;

/** Changes a declaration where it stands, and returns it. */
export function edited<T extends object>(declaration: T, edits: Edits, removed: readonly string[] = []): T {
  for (const [path, value] of Object.entries(edits)) {
    const { owner, key } = find(declaration, path);
    Object.defineProperty(owner, key, { value, enumerable: true, configurable: true, writable: true });
  }
  for (const path of removed) {
    const { owner, key } = find(declaration, path);
    Reflect.deleteProperty(owner, key);
  }
  return declaration;
}

function find(declaration: object, path: string): { owner: object; key: string } {
  const keys = path.match(/[^.[\]"]+/g) ?? [];
  const owner = keys.slice(0, -1).reduce<object>((current, key) => {
    const next: unknown = Reflect.get(current, key);
    if (typeof next !== "object" || next === null) throw new Error(`No object at ${key} of ${path}`);
    return next;
  }, declaration);
  return { owner, key: keys.at(-1) ?? "" };
}
