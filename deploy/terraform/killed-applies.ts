import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { Operation } from "./operation";

/**
 * What applies of a stack began to make and were killed over. Terraform writes a resource into the state once AWS has
 * answered, so what was on its way may exist without any state knowing it. The log of a killed apply is the only trace:
 * it is kept until an apply ends well.
 */
export class KilledApplies {
  constructor(private readonly log: string) {}

  /** Before another apply writes its log: keeps this one if it does not say how it ended. */
  keep(): void {
    if (existsSync(this.log) && replay(this.log).wasCut)
      appendFileSync(this.kept, `${readFileSync(this.log, "utf8")}\n`);
  }

  /** Addresses that killed applies began to make. */
  get creating(): ReadonlySet<string> {
    return existsSync(this.kept) ? replay(this.kept).creating : new Set();
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
