import { z } from "zod";
import { expected } from "../mistake";
import { object } from "./object";
import { arns, retentionDays, wholeNumber } from "./values";

const destinations = expected("false, or an object with at least one of cloudwatch, s3 and firehose");

export const accessLogsSchema = z.union(
  [
    z.literal(false),
    object({
      cloudwatch: object({ retentionDays: retentionDays.default(90), kmsKeyArn: arns.kmsKey.optional() }).optional(),
      s3: object({
        bucketArn: arns.bucket.optional(),
        retentionDays: wholeNumber(1, 36500, "days").default(365),
        kmsKeyArn: arns.kmsKey.optional(),
      }).optional(),
      firehose: object({ deliveryStreamArn: arns.deliveryStream }).optional(),
    }).refine((logs) => Object.values(logs).some((each) => each !== undefined), destinations),
  ],
  destinations,
);
