import type { z } from "zod";
import { ApiError } from "./api-error";
import { constraintOf } from "./constraint";
import type { SignedRequest } from "./request";

/** One request to one operation of a REST-JSON service, with its labels decoded. */
export interface Call {
  readonly account: string;
  /** Who asks, for error messages. */
  readonly callerArn: string;
  readonly region: string;
  /** Labels of the path, percent-decoded. */
  readonly labels: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The parsed JSON body; `{}` where there is none. */
  readonly body: object;
}

/** One operation: its place in the API model, and what it does. */
export interface Operation<World> {
  readonly name: string;
  readonly method: string;
  /** Path of the API model: `/services/{serviceIdentifier}`. */
  readonly path: string;
  /** HTTP status of success. */
  readonly status: number;
  readonly handle: (world: World, call: Call) => unknown;
}

/** An operation that was found for a request. */
export interface Match<World> {
  readonly operation: Operation<World>;
  readonly labels: Readonly<Record<string, string>>;
}

/** Method and path template decide, as in the API model. Labels match whole segments: an ARN in one comes with `%2F`. */
export function matchOperation<World>(
  operations: readonly Operation<World>[],
  request: Pick<SignedRequest, "method" | "path">,
): Match<World> | undefined {
  const segments = request.path.split("/").filter((segment) => segment !== "");
  for (const operation of operations) {
    const labels = operation.method === request.method ? matchPath(operation.path, segments) : undefined;
    if (labels !== undefined) {
      return { operation, labels };
    }
  }
  return undefined;
}

function matchPath(template: string, segments: readonly string[]): Record<string, string> | undefined {
  const parts = template.split("/").filter((part) => part !== "");
  if (parts.length !== segments.length) {
    return undefined;
  }
  const labels: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = decodeLabel(segments[index] ?? "");
    if (part.startsWith("{")) {
      labels[part.slice(1, -1)] = segment;
    } else if (part !== segment) {
      return undefined;
    }
  }
  return labels;
}

/** A label whose percent-encoding is broken stays as it came, and then fits no pattern. */
function decodeLabel(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The body as a JSON object. @throws ApiError ValidationException (cannotParse) */
export function parseBody(body: Buffer): object {
  if (body.length === 0) {
    return {};
  }
  try {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value;
    }
  } catch {}
  throw new ApiError(400, "ValidationException", "The request body is not a JSON object.", { reason: "cannotParse" });
}

/** A call's input by the names of the API model, wherever the protocol puts a member: into the path, the query or the body. */
export function membersOf({ labels, query, body }: Call): Readonly<Record<string, unknown>> {
  const asked = [...new Set(query.keys())].map((key) => {
    const values = query.getAll(key);
    return [key, values.length > 1 ? values : values[0]] as const;
  });
  return { ...body, ...Object.fromEntries(asked), ...labels };
}

/**
 * Reads a structure by its schema, every failure at once. @throws ApiError ValidationException, whose fieldList names
 * members by their path from that structure
 */
export function validate<S extends z.ZodObject>(schema: S, value: Readonly<Record<string, unknown>>): z.output<S> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) {
    return result.data;
  }
  throw validationError(
    result.error.issues.map((issue) => ({ name: issue.path.join("."), message: constraintOf(issue) })),
  );
}

/** One member of `fieldList`. */
export interface InvalidField {
  readonly name: string;
  readonly message: string;
}

/** HTTP 400 in the shape of VPC Lattice's ValidationException. */
export function validationError(fieldList: readonly InvalidField[]): ApiError {
  const text = fieldList
    .map(({ name, message }) => `Value at '${name}' failed to satisfy constraint: ${message}`)
    .join("; ");
  const count = `${fieldList.length} validation error${fieldList.length === 1 ? "" : "s"} detected`;
  return new ApiError(400, "ValidationException", `${count}: ${text}`, { reason: "fieldValidationFailed", fieldList });
}
