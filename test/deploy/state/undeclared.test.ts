import { s3State } from "../../../declaration";
import { StoredStates } from "../../../deploy/state/stored-state";
import { undeclaredStacks } from "../../../deploy/state/undeclared";
import { layoutOf } from "../../../stacks/layout";
import { type Listening, listening } from "../../support/listening";
import { smallest } from "../../support/smallest-estate";

const holding = JSON.stringify({ version: 4, resources: [{ mode: "managed", type: "aws_x", name: "a" }] });
const empty = JSON.stringify({ version: 4, resources: [] });

let s3: Listening;
let asked: string[];
afterEach(() => s3.stop());

/** Objects by bucket and key; a number instead is the status of a refusal. A page of a listing has two keys. */
async function undeclaredIn(objects: Readonly<Record<string, string | number>>, bucket = "states-{account}") {
  asked = [];
  s3 = await listening(({ url = "/" }, response) => {
    const { pathname, searchParams } = new URL(url, "http://s3");
    asked.push(url);
    const found = objects[pathname.slice(1)];
    if (typeof found === "number") return response.writeHead(found).end();
    if (!searchParams.has("list-type")) return response.writeHead(found === undefined ? 404 : 200).end(found);
    const keys = Object.keys(objects).filter((key) => key.startsWith(`${pathname.slice(1)}/`));
    const from = Number(searchParams.get("continuation-token") ?? 0);
    const page = keys
      .slice(from, from + 2)
      .map((key) => `<Contents><Key>${key.replace(/^[^/]*\//, "")}</Key></Contents>`);
    const more = from + 2 < keys.length ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : "";
    return response.end(`<ListBucketResult>${page.join("")}${more}</ListBucketResult>`);
  });
  const platform = smallest({ state: s3State({ bucket, region: "eu-central-1" }) });
  const environment = { AWS_ENDPOINT_URL: s3.url, AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "s" };
  const states = new StoredStates(platform, { environment, outdir: "cdktf.out" });
  try {
    return await undeclaredStacks(layoutOf(platform), states);
  } finally {
    states.close();
  }
}

const [hub, app] = ["states-100000000001/tiny", "states-100000000003/tiny"];

test("states in S3 of stacks that are not declared any more are named, in every account's bucket and on every page", async () => {
  const sentences = await undeclaredIn({
    [`${hub}/bootstrap-hub.tfstate`]: holding,
    [`${hub}/network-private.tfstate`]: holding,
    [`${hub}/network-private.tfstate.tflock`]: "{}",
    [`${hub}/network-gone.tfstate`]: holding,
    [`${app}/consumer-app.tfstate`]: holding,
    [`${app}/consumer-destroyed.tfstate`]: empty,
    [`${app}/old/consumer-elsewhere.tfstate`]: holding,
    [`${app}/producer-refused.tfstate`]: 403,
    [`${app}/producer-app.tfstate`]: holding,
    "states-100000000003/other/producer-other.tfstate": holding,
  });
  expect(sentences.map((sentence) => sentence.split(",")[0])).toEqual([
    "The state of network-gone holds 1 resource",
    "The state of producer-app holds 1 resource",
  ]);
  // The bucket's policy allows a listing without a prefix, and none with another one's.
  expect(asked.filter((url) => url.includes("list-type")).some((url) => url.includes("prefix="))).toBe(false);
});

test("a bucket of all accounts is listed once, and its states are read from there", async () => {
  const sentences = await undeclaredIn({ "states/tiny/consumer-gone.tfstate": holding }, "states");
  expect(sentences).toEqual([expect.stringContaining("run: trellis destroy consumer-gone")]);
  expect(asked.filter((url) => url.includes("list-type"))).toHaveLength(1);
});

test("a bucket that may not be listed says nothing, and the others do", async () => {
  const sentences = await undeclaredIn({
    "states-100000000001": 403,
    [`${hub}/network-gone.tfstate`]: holding,
    [`${app}/producer-gone.tfstate`]: holding,
  });
  expect(sentences).toEqual([expect.stringContaining("The state of producer-gone")]);
});
