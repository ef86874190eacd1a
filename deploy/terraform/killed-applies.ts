import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { Operation } from "./operation";

/**
 * What applies of a stack began to make and were killed or interrupted over. Terraform writes a resource into the state
 * once AWS has answered, so what was on its way may exist without any state knowing it. The log of such an apply is the
 * only trace: what it says of that is kept until an apply ends well.
 */
export class KilledApplies {
  constructor(private readonly log: string) {}

  /** Before another apply writes its log: keeps the addresses of what this one left in doubt. */
  keep(): void {
    if (!existsSync(this.log)) return;
    for (const addr of replay(this.log).doubtful) {
      const begun = { type: "apply_start", hook: { resource: { addr }, action: "create" } };
      appendFileSync(this.kept, `${JSON.stringify(begun)}\n`);
    }
  }

  /** Addresses that killed or interrupted applies began to make. */
  get creating(): ReadonlySet<string> {
    return existsSync(this.kept) ? replay(this.kept).creating : new Set();
  }

  /** Whether the last apply did not live to say how it ended. */
  get lastWasKilled(): boolean {
    return existsSync(this.log) && !replay(this.log).ended;
  }

  forget(): void {
    rmSync(this.kept, { force: true });
  }

  private get kept(): string {
    return this.log.replace(/\.log$/, "-killed.log");
  }
}

function replay(log: string): Operation {
  const operation = new Operation();
  for (const line of readFileSync(log, "utf8").split("\n")) operation.read(line);
  return operation;
}
