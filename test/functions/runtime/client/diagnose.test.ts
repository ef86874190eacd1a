import { runInNewContext } from "node:vm";
import { errorOfAnswer } from "../../../../functions/runtime/client/diagnose";
import {
  AccessDeniedError,
  errors,
  NotAssociatedError,
  RefusedError,
  ServiceFailedError,
  SignatureError,
} from "../../../../functions/runtime/client/errors";

const CALLER = "arn:aws:sts::111122223333:assumed-role/web/s";
const denial = (reason: string, path = "goodbye") =>
  `AccessDeniedException: User: ${CALLER} is not authorized to perform: vpc-lattice-svcs:Invoke on resource: arn:aws:vpc-lattice:us-west-2:1:service/svc-1/${path}${reason}`;
const lacking = (policy: string) => ` because no ${policy} allows the vpc-lattice-svcs:Invoke action`;

const errorOf = (status: number, body: string, type = "") =>
  errorOfAnswer(errors, { method: "GET", url: "https://orders/", attempts: 1, status, body }, type, undefined);

test.each([
  [lacking("network-based policy"), "network", false, /no network-based policy allows .*; allow .* network's auth/],
  [lacking("service-based policy"), "service", false, /no service-based policy allows .*; allow .* service's auth/],
  [lacking("identity-based policy"), "identity", false, /no identity-based policy allows .*; allow .* caller's role/],
  [lacking("service control policy"), "unknown", false, /no service control policy allows .* in the service control p/],
  [lacking("permissions boundary"), "unknown", false, /no permissions boundary allows .* in the permissions boundary/],
  [" with an explicit deny in a service-based policy", "service", true, /deny in the service's .* remove or narrow/],
  [" with an explicit deny in an identity-based policy", "identity", true, /caller's role .* remove or narrow it$/],
  [" with an explicit deny in a service control policy", "unknown", true, /deny in the service control policy refuses/],
  [" with an explicit deny", "unknown", true, /is denied; authDeniedReason in the access log/],
  ["", "unknown", false, /is denied; authDeniedReason in the access log/],
] as const)("403 of VPC Lattice%s", (reason, gate, explicit, message) => {
  const error = errorOf(403, denial(reason));
  expect(error).toBeInstanceOf(AccessDeniedError);
  expect(error).toMatchObject({ gate, explicit, principal: CALLER });
  expect(error.message).toMatch(message);
  expect(error.message).toContain(CALLER);
  expect(error.message).not.toContain("undefined");
  if (explicit) expect(error.message).not.toContain("allow vpc-lattice-svcs:Invoke");
});

test("the path in a denial does not say which gate it was", () => {
  const path = "x because no service-based policy allows/y";
  expect(errorOf(403, denial(lacking("network-based policy"), path))).toMatchObject({ gate: "network" });
});

test.each([
  ["repeats of the reason", `${" because no x".repeat(10_000)}\n!`],
  ["spaces", " a".repeat(200_000)],
  ["a name without an end", ` because no ${"a ".repeat(200_000)}\n!`],
])("a service that words a denial with %s does not keep its caller busy", (_name, reason) => {
  // What is not linear would take minutes here, and is stopped.
  const error = runInNewContext("read()", { read: () => errorOf(403, denial(reason)) }, { timeout: 4000 });
  expect(error).toBeInstanceOf(AccessDeniedError);
});

test.each([
  ["a denial in a problem document", 403, `{"detail":"${denial("")}"}`, "application/problem+json"],
  ["a denial in JSON without a type", 403, `{"detail":"${denial("")}"}`, ""],
  ["a denial that is called JSON", 403, denial(""), "application/json"],
  ["a denial as JSON text", 403, JSON.stringify(denial("")), "application/json"],
  ["another AWS service's denial", 403, "AccessDeniedException: dynamodb says no", "text/plain"],
  [
    "another AWS service's denial of a user",
    403,
    denial("").replace("vpc-lattice-svcs:Invoke", "dynamodb:GetItem"),
    "text/plain",
  ],
  ["a problem that speaks of tokens", 403, '{"detail":"InvalidSignature of this form"}', "application/problem+json"],
  ["a sentence that speaks of tokens", 403, "The form has no security token", "text/plain"],
  ["an empty 403", 403, "", ""],
  ["an HTML 404", 404, "<p>It does not exist or is not registered</p>", "text/html"],
  ["HTML without a type", 404, "<p>It does not exist or is not registered</p>", ""],
  ["a 404 problem", 404, '{"detail":"non existent service"}', "application/problem+json"],
] as const)("%s is the service's answer", (_name, status, body, type) => {
  const error = errorOf(status, body, type);
  expect(error).toBeInstanceOf(RefusedError);
});

test.each([
  [403, "InvalidSignatureException: Signed payloads are not supported", SignatureError],
  [403, "The security token included in the request is expired\n", SignatureError],
  [404, "Non Existent Service", NotAssociatedError],
  [404, "The service does not exist or is not registered to the right service network", NotAssociatedError],
  [404, "", NotAssociatedError],
  [99, "", ServiceFailedError],
] as const)("%i %s is VPC Lattice's", (status, body, kind) => {
  expect(errorOf(status, body)).toBeInstanceOf(kind);
});
