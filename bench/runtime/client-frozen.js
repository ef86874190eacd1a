/** Told a method on standard input, makes one call and prints its outcome: frozen and thawed in between by `main.ts`. */
const [, , bundle, url] = process.argv;
const { call } = require(bundle);

process.stdin.on("data", (line) => {
  call(url, `${line}`.trim()).then(
    () => process.stdout.write("ok\n"),
    (error) => process.stdout.write(`${error.code ?? error.cause?.code ?? error.name}\n`),
  );
});
