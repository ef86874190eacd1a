import { type AwsReplies, type Reply, startAwsReplies } from "../../support/aws-replies";

let aws: AwsReplies;
afterEach(() => aws.stop());
const start = async (...replies: Reply[]) => {
  let next = 0;
  aws = await startAwsReplies(() => replies[next++] ?? [404, "Gone"]);
};

test("a listing is read to its end", async () => {
  await start(JSON.stringify({ items: [{ id: "a" }], nextToken: "t 1" }), JSON.stringify({ items: [{ id: "b" }] }));
  expect(await aws.account.lattice("/services", { serviceIdentifier: "arn:x/y" })).toEqual([{ id: "a" }, { id: "b" }]);
  expect(aws.asked).toEqual([
    "vpc-lattice GET /services?serviceIdentifier=arn%3Ax%2Fy",
    "vpc-lattice GET /services?serviceIdentifier=arn%3Ax%2Fy&nextToken=t%201",
  ]);
});

test("what passes by itself is asked again, what is denied is not", async () => {
  await start([429, "ThrottlingException"], '{"items":[]}', [403, "AccessDeniedException:http://x"]);
  expect(await aws.account.lattice("/services")).toEqual([]);
  await expect(aws.account.lattice("/services")).rejects.toThrow("vpc-lattice answered 403 AccessDeniedException");
  expect(aws.asked).toHaveLength(3);
});

test("an answer that cannot be reached is said as such", async () => {
  await start();
  await aws.stop();
  await expect(aws.account.ram("/getresourceshares", {})).rejects.toThrow(/^ram was not reached: /);
  await start();
});

test("EC2 is asked with filters, Route 53 in its own region, S3 by the beginning of a name", async () => {
  await start("<a/>", "<b/>", "<Bucket><Name>acme-x</Name></Bucket><Bucket><Name>other</Name></Bucket>");
  await aws.account.ec2("DescribeVpcs", { cidr: ["10.0.0.0/16"], "tag:a": ["b"] });
  await aws.account.route53("/hostedzonesbyvpc", { vpcid: "vpc-1" });
  expect(await aws.account.buckets("acme-")).toEqual(["acme-x"]);
  expect(aws.asked).toEqual([
    "ec2 POST / Action=DescribeVpcs&Version=2016-11-15&Filter.1.Name=cidr&Filter.1.Value.1=10.0.0.0%2F16&Filter.2.Name=tag%3Aa&Filter.2.Value.1=b",
    "route53 GET /2013-04-01/hostedzonesbyvpc?vpcid=vpc-1",
    "s3 GET /?prefix=acme-",
  ]);
});
