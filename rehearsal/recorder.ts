import { basename } from "node:path";
import { Operation } from "../deploy/terraform/operation";
import { type RunProcess, runProcess } from "../deploy/terraform/process";

/** Notes what Terraform says it will change, while it runs as ever. */
export class Recorder {
  #operations: { readonly stack: string; readonly operation: Operation }[] = [];

  /** @param ids given for those in the declaration, which are what it writes. */
  constructor(private readonly ids: ReadonlyMap<string, string>) {}

  readonly run: RunProcess = (command, args, options) => {
    const operation = new Operation();
    this.#operations.push({ stack: basename(options.cwd), operation });
    const onLine = (line: string) => {
      operation.read(line);
      options.onLine?.(line);
    };
    return runProcess(command, args, { ...options, onLine });
  };

  /** The changes since it was last asked, sorted: `producer-orders: update aws_…`. */
  take(): string[] {
    const lines = this.#operations.flatMap(({ stack, operation }) =>
      operation.planned.map(({ action, address }) => `${stack}: ${action} ${this.declared(address)}`),
    );
    this.#operations = [];
    return lines.sort();
  }

  private declared(address: string): string {
    return [...this.ids].reduce((text, [declared, given]) => text.replaceAll(given, declared), address);
  }
}
