import type { Service } from "../estate/service";
import { ANY, type Codes, codesOfText, matchCodes } from "../iam/pattern/codes";
import { isUnknown } from "../value";
import type { Questions } from "./questions";
import type { FreeParts } from "./request-classes";
import type { Subject } from "./subjects/subject";

/** What somebody meant: a caller may use these methods and paths of a service. */
export interface DeclaredGrant {
  /** The ARN of the role, or `anonymous`. */
  readonly caller: string;
  readonly service: { readonly account: string; readonly name: string };
  /** Empty for any method. */
  readonly methods: readonly string[];
  /** With `*` for any characters: `/orders/*`. */
  readonly paths: readonly string[];
  /** Whether the caller means to use it: then it must get through. */
  readonly called: boolean;
}

/** What grants ask about a request. */
export function grantQuestions(grants: readonly DeclaredGrant[]): Questions {
  const test = (codes: Codes) => ({ codes, fold: false });
  return {
    method: grants.flatMap(({ methods }) => methods.map((method) => test(codesOfText(method)))),
    path: grants.flatMap(({ paths }) => paths.map((path) => test(patternCodes(path)))),
    headers: new Map(),
    query: new Map(),
    units: [],
    unsupported: [],
  };
}

/** Whether a grant covers a request. */
export function holds({ methods, paths }: DeclaredGrant, { method, path }: FreeParts): boolean {
  const methodHolds = methods.length === 0 || methods.includes(method);
  return methodHolds && paths.some((pattern) => matchCodes(patternCodes(pattern), path));
}

function patternCodes(pattern: string): Codes {
  return [...codesOfText(pattern)].map((code) => (code === STAR ? ANY : code));
}

const STAR = "*".charCodeAt(0);

/** Whether a grant is for a service. */
export function isFor({ service }: DeclaredGrant, { account, name }: Service): boolean {
  return !isUnknown(account) && !isUnknown(name) && service.account === account && service.name === name;
}

/** Whether a grant is of a caller; a session may do what its role may. */
export function isOf({ caller }: DeclaredGrant, subject: Subject): boolean {
  const names = [subject.key, subject.label, subject.session?.role];
  return names.includes(caller) || subject.key === `other role ${caller}`;
}
