/**
 * A signal that Ctrl-C aborts. Terraform is told once, gives up the requests on their way and writes its state; this process
 * stays until it has, so that the summary is true and names what AWS may have made without an answer.
 */
export function interruptible(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    if (!controller.signal.aborted)
      console.error("Stopping: Terraform writes its state first, and what was not waited for is named.");
    controller.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return controller.signal;
}
