import type { Codes } from "./codes";
import { globTest, type StringTest } from "./glob";

const COLON = ":".charCodeAt(0);
const COMPONENTS = 6;

/**
 * Compiles codes into a test of an ARN: "each of the six colon-delimited components of the ARN is checked separately"
 * (IAM User Guide, "ARN condition operators"), so that a wildcard in the account cannot swallow the resource type. A
 * pattern with fewer components, such as `*` or `arn:aws:iam::*`, is matched with its last one against all that remains.
 */
export function arnTest(codes: Codes): StringTest {
  const tests = components(codes).map(globTest);
  return (value) => {
    let start = 0;
    for (let index = 0; index < tests.length; index++) {
      const colon = index === tests.length - 1 ? value.length : value.indexOf(":", start);
      if (colon < 0 || !tests[index]?.(value.slice(start, colon))) return false;
      start = colon + 1;
    }
    return true;
  };
}

function components(codes: Codes): readonly Codes[] {
  const parts: Codes[] = [];
  let from = 0;
  while (parts.length < COMPONENTS - 1) {
    const colon = codes.indexOf(COLON, from);
    if (colon < 0) break;
    parts.push(codes.slice(from, colon));
    from = colon + 1;
  }
  return [...parts, codes.slice(from)];
}
