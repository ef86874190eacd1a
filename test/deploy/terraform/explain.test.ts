import { explain } from "../../../deploy/terraform/explain";
import { Operation } from "../../../deploy/terraform/operation";
import { failure } from "../../support/fake-terraform";

function said(...errors: object[]): string[] {
  return saidIn("cdktf.out", {}, ...errors);
}

function saidIn(outdir: string, more: { command?: string }, ...errors: object[]): string[] {
  const operation = new Operation();
  for (const error of errors) operation.read(JSON.stringify(error));
  return explain("producer-orders", `${outdir}/stacks/producer-orders`, {
    ok: false,
    operation,
    log: "x.log",
    ...more,
  });
}

test("a lock names who holds it, since when, and how to break it", () => {
  const detail = `ConditionalRequestConflict\nLock Info:\n  ID:        0b7d\n  Path:      b/k.tfstate\n  Operation: OperationTypeApply\n  Who:       ana@laptop\n  Version:   1.11.4\n  Created:   2026-11-22 12:00:01.123456 +0000 UTC\n  Info:      \n`;
  expect(said(failure("Error acquiring the state lock", detail))).toEqual([
    "producer-orders is locked by ana@laptop since 2026-11-22 12:00:01 UTC: another deploy is at work on it. Wait until it is done. If that process is gone for certain: terraform -chdir=cdktf.out/stacks/producer-orders force-unlock 0b7d",
  ]);
});

test("a contract that is not kept says its own sentence, unwrapped", () => {
  expect(
    said(
      failure(
        "Resource precondition failed",
        "The stack network-internal has not been\ndeployed yet. Deploy it first: trellis deploy\nnetwork-internal",
      ),
    ),
  ).toEqual(["The stack network-internal has not been deployed yet. Deploy it first: trellis deploy network-internal"]);
});

test("credentials of another account", () => {
  expect(said(failure("Invalid provider configuration", "AWS account ID not allowed: 123456789012"))[0]).toContain(
    "The credentials lead into another account than producer-orders belongs to",
  );
});

test("a state that is no state is told apart from one that may not be read", () => {
  expect(said(failure("Error refreshing state", "unsupported state file format"))[0]).toContain(
    "Put back its last good version",
  );
  const forbidden = failure("Error loading state", "HeadObject, https response error StatusCode: 403, Forbidden");
  expect(said(forbidden)).toEqual(["Error loading state: HeadObject, https response error StatusCode: 403, Forbidden"]);
});

test("anything else is said as Terraform says it, with the resource, each once", () => {
  const error = failure("creating X", "it is\n taken", "aws_x.y");
  expect(said(error, error)).toEqual(["aws_x.y: creating X: it is taken"]);
});

test("what is printed before messages begin is not lost", () => {
  const operation = new Operation();
  for (const line of ["Initializing the backend...", "╷", "│ Error: Backend configuration changed", "│ Run init."])
    operation.read(line);
  const [sentence] = explain("a", "f", { ok: false, operation, log: "x.log" });
  expect(sentence).toBe(
    "The declaration keeps the state of a somewhere else than before. To take it along: terraform -chdir=f init -migrate-state",
  );
});

test("an invitation that is not there any more", () => {
  const detail =
    "No pending RAM Resource Share (arn:aws:ram:eu-west-1:111111111111:resource-share/1) invitation found\n\nNOTE: If both AWS accounts are in the same AWS Organization";
  expect(said(failure(detail, "", "aws_ram_resource_share_accepter.x"))).toEqual([
    expect.stringMatching(
      /^There is no open invitation to the share arn:aws:ram:eu-west-1:111111111111:resource-share\/1 for the account of producer-orders: it was rejected, it expired, .* deploy both\.$/,
    ),
  ]);
});

test("only what cannot be made is taken for something that exists already", () => {
  const inUse = failure(
    "deleting VPCLattice Service (svc-1)",
    "409, ConflictException: it has associations",
    "aws_x.y",
  );
  expect(said(inUse)).toEqual([
    "aws_x.y: deleting VPCLattice Service (svc-1): 409, ConflictException: it has associations",
  ]);
  expect(said(failure("creating IAM Role (a)", "409, EntityAlreadyExists: it exists", "aws_iam_role.a"))).toEqual([
    expect.stringContaining("terraform -chdir=cdktf.out/stacks/producer-orders import 'aws_iam_role.a' ID"),
  ]);
});

test("what AWS has already begins a sentence of its own, whether Terraform's ended or not", () => {
  for (const end of ["", "."]) {
    const error = failure("creating X", `ConflictException: x already exists${end}`, "aws_x.y");
    expect(said(error)[0]).toContain("x already exists. AWS has it, and the state of producer-orders does not: ");
  }
});

test("commands name the tool that was run, and are quoted for a shell", () => {
  const moved = failure("Backend configuration changed");
  expect(saidIn("my tf", { command: "tofu" }, moved)).toEqual([
    "The declaration keeps the state of producer-orders somewhere else than before. To take it along: tofu -chdir='my tf/stacks/producer-orders' init -migrate-state",
  ]);
  const taken = failure("creating IAM Role (a)", "409, EntityAlreadyExists: it exists", "aws_iam_role.a");
  const [sentence] = saidIn("cdktf.out", { command: "/opt/my tools/tofu" }, taken);
  expect(sentence).toContain("'/opt/my tools/tofu' -chdir=cdktf.out/stacks/producer-orders import 'aws_iam_role.a' ID");
});

test("what a contract asks to deploy first is deployed in the same folder, and so into the same states", () => {
  const contract = failure(
    "Resource postcondition failed",
    "The stack network-internal has not been deployed yet, or was destroyed. Deploy it first: trellis deploy network-internal",
  );
  expect(saidIn("build/my tf", {}, contract)).toEqual([
    "The stack network-internal has not been deployed yet, or was destroyed. Deploy it first: trellis deploy network-internal --output 'build/my tf'",
  ]);
  const empty = failure(
    "Unable to find remote state",
    "No stored state was found",
    "data.terraform_remote_state.network-a",
  );
  expect(saidIn("build/tf", {}, empty)[0]).toMatch(/: trellis deploy network-a --output build\/tf$/);
});

test("that Terraform halted says nothing beside what it was about", () => {
  const canceled = failure("waiting for X", "context canceled", "aws_x.y");
  expect(said(canceled, failure("execution halted"))).toEqual(["aws_x.y: waiting for X: context canceled"]);
  expect(said(failure("execution halted"))).toEqual(["execution halted"]);
});

test.each([
  [
    "Error acquiring the state lock",
    "Error message: open ../../../state/producer-orders.tfstate: is a directory\n\nTerraform acquires a state lock … -lock=false",
    "producer-orders",
    "that is a folder, not a file",
  ],
  [
    "Error acquiring the state lock",
    "Error message: mkdir ../../../state: not a directory\n\nTerraform acquires a state lock …",
    "producer-orders",
    "a part of that path is a file, not a folder",
  ],
  [
    "Error in function call",
    'Call to function "fileexists" failed: "../../../state/network-a.tfstate" is a directory, not a file.',
    "network-a",
    "that is a folder, not a file",
  ],
  [
    "Error refreshing state: open ../../../state/producer-orders.tfstate: not a directory",
    "",
    "producer-orders",
    "a part of that path is a file",
  ],
])("something else is where a state should be: %s", (summary, detail, stack, why) => {
  const [sentence = "", ...others] = said(failure(summary, detail));
  expect(others).toEqual([]);
  expect(sentence).toMatch(
    new RegExp(`^The state of ${stack} cannot be read at ../../../state.*: ${why}.* run this again\\.$`),
  );
  expect(sentence).not.toMatch(/lock/);
});

test("what another stack still uses: the stacks that read this one come first, though this one failed", () => {
  const address = "aws_vpc.vpc_orders";
  expect(
    said(failure("deleting EC2 VPC (vpc-1): DependencyViolation: The vpc 'vpc-1' has dependencies", "", address)),
  ).toEqual([
    `${address}: deleting EC2 VPC (vpc-1): DependencyViolation: The vpc 'vpc-1' has dependencies. AWS keeps it while something uses it: that may be of stacks that read producer-orders. Deploy those by their names, without producer-orders, so that they let go of it; then run this again.`,
  ]);
});

test("a quota that is full while something is replaced passes with the next run", () => {
  const quota =
    "StatusCode: 402, ServiceQuotaExceededException: The limit of 2 (L-D64E952E) has been reached for LISTENER";
  expect(said(failure(`creating VPCLattice Listener (https-9443): ${quota}`))).toEqual([
    expect.stringMatching(/LISTENER\. What this deploy takes away .* is gone by now: run this again\./),
  ]);
});

test("credentials that expire in the middle of an apply: nobody says that nothing was changed", () => {
  const expired = failure("creating VPCLattice Service: api error ExpiredTokenException: The token is expired");
  const begun = { type: "apply_start", hook: { resource: { addr: "aws_x.y" }, action: "update" } };
  const advice = "What is wrong with them, and what to do, is said by: trellis preflight producer-orders";
  const found =
    "The credentials do not lead into the account of producer-orders: creating VPCLattice Service: api error ExpiredTokenException: The token is expired.";
  expect(said(expired)).toEqual([`${found} Nothing was changed. ${advice}`]);
  expect(said(begun, expired)).toEqual([`${found} What was done before is in the state. ${advice}`]);
});

test("a state that could not be saved: where it is, and how it gets to where it belongs; before anything else", () => {
  const printed =
    'The state has been written to the file "errored.tfstate" in the current working directory. ExpiredToken';
  expect(
    said(
      failure("Failed to persist state to backend", printed),
      failure("Error releasing the state lock", "ExpiredToken"),
    ),
  ).toEqual([
    "What the last deploy of producer-orders did is in cdktf.out/stacks/producer-orders/errored.tfstate alone, since its state could not be saved. Keep that file, and when the state can be written again, run: terraform -chdir=cdktf.out/stacks/producer-orders state push errored.tfstate && rm cdktf.out/stacks/producer-orders/errored.tfstate (if the state is still locked then, the message says how to break the lock). Only then deploy producer-orders again.",
    "The lock of producer-orders could not be given back. The next deploy says who holds it, and how to break it.",
  ]);
});
