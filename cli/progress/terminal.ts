import { Listr, type ListrTaskWrapper } from "listr2";
import type { Outcome } from "../../deploy/outcome";
import type { Progress, StackPlan } from "../../deploy/progress";
import { describeEnd } from "./describe-end";

type Task = Pick<ListrTaskWrapper<unknown, never, never>, "output" | "title">;

interface Line {
  task?: Task;
  readonly ended: Promise<Outcome | StackPlan>;
  readonly end: (end: Outcome | StackPlan) => void;
}

/** For terminals: a line per stack that says what is happening to it. */
export function terminalProgress(): Progress {
  let lines = new Map<string, Line>();
  let running: Promise<unknown> = Promise.resolve();
  return {
    begin: (title, stacks) => {
      lines = new Map(stacks.map((stack) => [stack, newLine()]));
      console.log(title);
      running = listOf(lines).run();
    },
    update: (stack, text) => {
      const task = lines.get(stack)?.task;
      if (task) task.title = `${stack}  ${text}`;
    },
    finish: (stack, end) => lines.get(stack)?.end(end),
    end: async () => {
      await running;
    },
  };
}

function newLine(): Line {
  const { promise, resolve } = deferred<Outcome | StackPlan>();
  return { ended: promise, end: resolve };
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function listOf(lines: ReadonlyMap<string, Line>) {
  const tasks = [...lines].map(([stack, line]) => ({
    title: stack,
    task: async (_: unknown, task: Task) => {
      line.task = task;
      const end = await line.ended;
      task.title = `${stack}  ${describeEnd(end)}`;
      if (end.result === "failed" || end.result === "not-started") throw new Error(task.title);
    },
  }));
  return new Listr(tasks, {
    concurrent: true,
    exitOnError: false,
    registerSignalListeners: false,
    rendererOptions: { collapseErrors: false, showErrorMessage: false },
  });
}
