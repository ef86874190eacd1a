import { meansThere } from "./already-there";
import { type Changes, type Diagnostic, type Message, parseMessage } from "./messages";

/** A change that a plan wants: `create`, `update`, `delete`, `replace`, `remove` (from the state alone), `import` (into it). */
export interface PlannedChange {
  readonly address: string;
  readonly action: string;
}

/** What a plan or an apply printed, read while it ran. */
export class Operation {
  readonly planned: PlannedChange[] = [];
  readonly errors: Diagnostic[] = [];
  /** What was printed that is no message: the last lines say why Terraform did not get far enough to print messages. */
  readonly text: string[] = [];
  /** Addresses of what an apply began to make, also of what it finished. */
  readonly creating = new Set<string>();
  /** When an apply began to make what it did, in milliseconds since the epoch, by address. */
  readonly begun = new Map<string, number>();
  /** Addresses of what an apply began to make, change or remove and did not end. */
  readonly unfinished = new Set<string>();
  #applied: Changes | undefined;
  #changedOutputs = false;
  #began = false;

  read(line: string): Message | undefined {
    const message = parseMessage(line);
    if (message) this.take(message);
    else if (!line.startsWith("{") && line.trim() !== "") this.text.push(line.trim());
    return message;
  }

  /** Whether an apply began to make, change or remove anything. */
  get began(): boolean {
    return this.#began;
  }

  /** Whether an apply was at work and did not live to say how it ended. */
  get wasCut(): boolean {
    return this.creating.size + this.unfinished.size > 0 && !this.ended;
  }

  /** Whether an apply lived to say how it ended. */
  get ended(): boolean {
    return this.#applied !== undefined || this.errors.length > 0;
  }

  /**
   * Addresses of what an apply began to make and AWS may have without any state knowing it. Of an apply that was killed
   * that is all it began: the state may be older than its last answer. Of one that was interrupted it is what it did not
   * wait for: the provider gives up the request on its way, whatever AWS makes of it.
   */
  get doubtful(): readonly string[] {
    if (this.wasCut) return [...this.creating];
    const given = this.errors.filter(({ summary, detail }) => /context canceled/i.test(`${summary}\n${detail}`));
    return given.flatMap(({ address }) => (address !== undefined && this.creating.has(address) ? [address] : []));
  }

  /** Addresses of what an apply could not make since AWS has it already. */
  get conflicting(): readonly string[] {
    const refused = this.errors.filter(({ summary, detail }) => meansThere(`${summary}\n${detail}`));
    return refused.flatMap(({ address }) => (address !== undefined && this.creating.has(address) ? [address] : []));
  }

  /** Whether there is anything to apply: a resource that changes, or an output. */
  get hasChanges(): boolean {
    return this.planned.length > 0 || this.#changedOutputs;
  }

  /** What was applied; before that, what is planned. */
  get changes(): Changes {
    return this.#applied ?? countChanges(this.planned);
  }

  private begin({ action, resource }: { action: string; resource: { addr: string } }, at?: string): void {
    if (action === "read") return;
    this.#began = true;
    this.unfinished.add(resource.addr);
    if (action !== "create") return;
    this.creating.add(resource.addr);
    const time = Date.parse(at ?? "");
    if (!Number.isNaN(time)) this.begun.set(resource.addr, time);
  }

  private take(message: Message): void {
    switch (message.type) {
      case "planned_change":
        if (message.change.action !== "noop" && message.change.action !== "read")
          this.planned.push({ address: message.change.resource.addr, action: message.change.action });
        break;
      case "change_summary":
        if (message.changes.operation !== "plan") {
          const { add, change, remove, import: imported = 0 } = message.changes;
          this.#applied = { add, change, remove, ...(imported > 0 ? { import: imported } : {}) };
        }
        break;
      case "outputs":
        this.#changedOutputs ||= Object.values(message.outputs).some(({ action = "noop" }) => action !== "noop");
        break;
      case "apply_start":
        this.begin(message.hook, message["@timestamp"]);
        break;
      case "apply_complete":
      case "apply_errored":
        this.unfinished.delete(message.hook.resource.addr);
        break;
      case "diagnostic":
        if (message.diagnostic.severity === "error") this.errors.push(message.diagnostic);
        break;
      default:
    }
  }
}

/** Numbers of resources that a plan adds, changes, removes and takes in. */
export function countChanges(planned: readonly PlannedChange[]): Changes {
  const count = (...actions: string[]) => planned.filter(({ action }) => actions.includes(action)).length;
  const changes = { add: count("create", "replace"), change: count("update"), remove: count("delete", "replace") };
  const imported = count("import");
  return imported > 0 ? { ...changes, import: imported } : changes;
}
