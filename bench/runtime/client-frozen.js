/**
 * Told a method on standard input, makes one call and prints its outcome. Told `freeze METHOD`, it stops itself first
 * and makes the call the moment it goes on, before it has read what arrived meanwhile.
 */
const [, , bundle, url] = process.argv;
const { call } = require(bundle);

process.stdin.on("data", (line) => {
  const [what, method] = `${line}`.trim().split(" ");
  if (what === "freeze") process.kill(process.pid, "SIGSTOP");
  call(url, method).then(
    () => process.stdout.write("ok\n"),
    (error) => process.stdout.write(`${error.code ?? error.cause?.code ?? error.name}\n`),
  );
});
