import { appendFileSync } from "node:fs";
import type { Change } from "./change";

/** New code: a new version of the function, and the alias that moves to it. */
export const functionCode: Change = {
  what: "a function's code",
  declare: (platform) => platform,
  edit: () => appendFileSync("functions/payments/handler.ts", '\nconsole.log("rehearsed");\n'),
  moves: [
    "producer-payments: update aws_lambda_alias.service_payments_function_api_alias",
    "producer-payments: update aws_lambda_function.service_payments_function_api",
  ],
};
