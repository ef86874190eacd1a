import { isUnknown } from "../../value";
import type { Instance } from "../instance";
import { isJson, type Json } from "../json/read-json";

/** Services that run functions. */
const LAMBDA: readonly unknown[] = ["lambda.amazonaws.com", "edgelambda.amazonaws.com"];

/** Whether a role's trust policy lets anybody but Lambda assume it, or may do so. Conditions are not looked at. */
export function othersMayAssume(role: Instance): boolean {
  const text = role.argumentText("assume_role_policy");
  if (text === undefined) return false;
  if (isUnknown(text)) return true;
  const document = parsed(text);
  if (!document) return true;
  const statements = [document.Statement ?? []].flat().filter(isJson);
  return statements.some((one) => one.Effect !== "Deny" && !isLambdaAlone(one));
}

function isLambdaAlone({ Principal }: Json): boolean {
  if (!isJson(Principal)) return false;
  const { Service, ...others } = Principal;
  return Object.keys(others).length === 0 && [Service].flat().every((one) => LAMBDA.includes(one));
}

function parsed(text: string): Json | undefined {
  try {
    const document: unknown = JSON.parse(text);
    return isJson(document) ? document : undefined;
  } catch {
    return undefined;
  }
}
