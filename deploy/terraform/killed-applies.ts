import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isMarked, isWritten, unmarkLog } from "./log-writer";
import { Operation } from "./operation";
import { runLogs } from "./run-log";

/**
 * What applies of a stack began to make and were killed or interrupted over. Terraform writes a resource into the state
 * once AWS has answered, so what was on its way may exist without any state knowing it. The log of such an apply is the
 * only trace: what it says of that is kept until an apply ends well. An apply that is still running leaves nothing yet: its
 * log is not read, whoever started it.
 */
export class KilledApplies {
  readonly #name: string;

  /** @param folder of all logs. */
  constructor(
    private readonly folder: string,
    stack: string,
  ) {
    this.#name = `${stack}-apply`;
  }

  /** Before another apply: keeps the addresses of what those that are over left in doubt. */
  keep(): void {
    for (const log of this.over) {
      for (const [addr, time] of doubtfulIn(log)) {
        const at = time === undefined ? {} : { "@timestamp": new Date(time).toISOString() };
        const begun = { type: "apply_start", hook: { resource: { addr }, action: "create" }, ...at };
        appendFileSync(this.kept, `${JSON.stringify(begun)}\n`);
      }
      unmarkLog(log);
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
    const last = this.over.flatMap((log) => [...doubtfulIn(log), ...conflictsIn(log)]);
    return new Map([...last, ...before]);
  }

  /** Addresses that killed or interrupted applies began to make. */
  get creating(): ReadonlySet<string> {
    return existsSync(this.kept) ? replay(this.kept).creating : new Set();
  }

  /** Whether an apply since the last one that ended well did not live to say how it ended. */
  get lastWasKilled(): boolean {
    return this.over.some((log) => !replay(log).ended);
  }

  /** What the applies that are over left is not in doubt any more. */
  settle(): void {
    for (const log of this.over) unmarkLog(log);
    this.forget();
  }

  forget(): void {
    rmSync(this.kept, { force: true });
  }

  /** Logs of applies that are over and have not been accounted for, the oldest first. */
  private get over(): readonly string[] {
    return runLogs(this.folder, this.#name).filter((log) => isMarked(log) && !isWritten(log));
  }

  private get kept(): string {
    return join(this.folder, `${this.#name}-killed.log`);
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
