import { lambdaLoggingConfig } from "../../../../local/aws/gaps/lambda-logging-config";
import { jsonResponse } from "../../../../local/aws/http/response";
import type { Forward } from "../../../../local/aws/moto/forward";
import { motoRequest } from "../../../../local/aws/moto/neighbours";

const CALLER = { account: "111111111111", arn: "arn", userId: "id" };
const FUNCTION = { FunctionName: "fn", FunctionArn: "arn:aws:lambda:us-east-1:111111111111:function:fn" };
const JSON_LOGS = { LogFormat: "JSON", LogGroup: "/logs" };

/** A moto that answers like Lambda without logging configuration. */
const moto: Forward = async ({ method, path }) => {
  if (method === "DELETE") {
    return jsonResponse(204);
  }
  return jsonResponse(
    200,
    path.endsWith("/versions")
      ? { Versions: [FUNCTION] }
      : method === "GET" && !path.endsWith("/configuration")
        ? { Configuration: FUNCTION, Code: {} }
        : FUNCTION,
  );
};

async function call(
  gap: ReturnType<typeof lambdaLoggingConfig>,
  method: string,
  path: string,
  body?: object,
  account = CALLER.account,
) {
  const response = await gap(motoRequest("lambda", "us-east-1", method, path, "", body && JSON.stringify(body)), {
    ...CALLER,
    account,
  });
  return response?.body ? JSON.parse(response.body.toString()) : undefined;
}

test("the configuration sent is part of every configuration returned, per account", async () => {
  const gap = lambdaLoggingConfig(moto);
  expect(
    (await call(gap, "POST", "/2015-03-31/functions", { FunctionName: "fn", LoggingConfig: JSON_LOGS })).LoggingConfig,
  ).toEqual(JSON_LOGS);
  expect((await call(gap, "GET", "/2015-03-31/functions/fn")).Configuration.LoggingConfig).toEqual(JSON_LOGS);
  expect((await call(gap, "GET", "/2015-03-31/functions/fn/versions")).Versions[0].LoggingConfig).toEqual(JSON_LOGS);
  expect(
    (await call(gap, "GET", "/2015-03-31/functions/fn", undefined, "222222222222")).Configuration.LoggingConfig
      .LogFormat,
  ).toBe("Text");
});

test("it is updated, found by ARN, and forgotten with the function", async () => {
  const gap = lambdaLoggingConfig(moto);
  await call(gap, "PUT", "/2015-03-31/functions/fn/configuration", { LoggingConfig: JSON_LOGS });
  const arn = encodeURIComponent(`${FUNCTION.FunctionArn}:live`);
  expect((await call(gap, "GET", `/2015-03-31/functions/${arn}/configuration`)).LoggingConfig).toEqual(JSON_LOGS);
  await call(gap, "DELETE", "/2015-03-31/functions/fn");
  expect((await call(gap, "GET", "/2015-03-31/functions/fn")).Configuration.LoggingConfig).toEqual({
    LogFormat: "Text",
    LogGroup: "/aws/lambda/fn",
  });
});

test("other requests are moto's", async () => {
  expect(await call(lambdaLoggingConfig(moto), "GET", "/2015-03-31/functions/fn/policy")).toBeUndefined();
});
