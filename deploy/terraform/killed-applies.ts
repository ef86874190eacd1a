import { appendFileSync, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
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
    for (const [addr, time] of doubtfulIn(this.log)) {
      const at = time === undefined ? {} : { "@timestamp": new Date(time).toISOString() };
      const begun = { type: "apply_start", hook: { resource: { addr }, action: "create" }, ...at };
      appendFileSync(this.kept, `${JSON.stringify(begun)}\n`);
    }
  }

  /**
   * Addresses of what AWS may have without the state knowing it: of applies that were killed or interrupted, and what the
   * last one could not make since AWS has it. With the time at which an apply first began to make it, in milliseconds since
   * the epoch, where its log says so.
   */
  get inDoubt(): ReadonlyMap<string, number | undefined> {
    const kept = existsSync(this.kept) ? replay(this.kept) : new Operation();
    const before = [...kept.creating].map((address) => [address, kept.begun.get(address)] as const);
    const last = existsSync(this.log) ? [...doubtfulIn(this.log), ...conflictsIn(this.log)] : [];
    return new Map([...last, ...before]);
  }

  /** Addresses that killed or interrupted applies began to make. */
  get creating(): ReadonlySet<string> {
    return existsSync(this.kept) ? replay(this.kept).creating : new Set();
  }

  /** Whether the last apply did not live to say how it ended. */
  get lastWasKilled(): boolean {
    return existsSync(this.log) && !replay(this.log).ended;
  }

  /** The last apply is not in doubt any more either: its log is kept under another name. */
  settle(): void {
    if (this.inDoubt.size > 0 && existsSync(this.log)) renameSync(this.log, this.log.replace(/\.log$/, "-cut.log"));
    this.forget();
  }

  forget(): void {
    rmSync(this.kept, { force: true });
  }

  private get kept(): string {
    return this.log.replace(/\.log$/, "-killed.log");
  }
}

function doubtfulIn(log: string): (readonly [address: string, begun: number | undefined])[] {
  const { doubtful, begun } = replay(log);
  return doubtful.map((address) => [address, begun.get(address)] as const);
}

/** When what is in the way was made, nobody knows. */
function conflictsIn(log: string): (readonly [address: string, begun: undefined])[] {
  return replay(log).conflicting.map((address) => [address, undefined] as const);
}

function replay(log: string): Operation {
  const operation = new Operation();
  for (const line of readFileSync(log, "utf8").split("\n")) operation.read(line);
  return operation;
}
