/**
 * A signal that Ctrl-C aborts. Terraform is told once and ends what it is doing; this process stays until it has, so that
 * the summary is true.
 */
export function interruptible(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    if (!controller.signal.aborted) console.error("Stopping: what has begun is ended first, so that nothing is lost.");
    controller.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return controller.signal;
}
