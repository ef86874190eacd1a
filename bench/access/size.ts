/** How large an estate is. */
export interface Size {
  readonly services: number;
  readonly callers: number;
  readonly grants: number;
}

/** A caller may use some methods and one path of a service, and what is below it. */
export interface Grant {
  readonly service: number;
  readonly caller: number;
  readonly methods: readonly string[];
  readonly path: string;
}

export const REGION = "us-east-1";
const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"];
const ACCOUNTS = 50;

/** Every service has the same number of grants, to callers that lie apart. */
export function grantsOf({ services, callers, grants }: Size): readonly Grant[] {
  return Array.from({ length: grants }, (_, index) => ({
    service: index % services,
    caller: (index * 7919 + Math.floor(index / services)) % callers,
    methods: METHODS.slice(index % 3, (index % 3) + 2),
    path: `/${area(index % services)}/part-${index % 4}`,
  }));
}

/** Every service has paths of its own. */
export function area(service: number): string {
  return `area-${service}`;
}

/** The account of a service or of a caller, 12 digits. */
export function account(index: number): string {
  return String(100_000_000_000 + (index % ACCOUNTS));
}
