import { plansEveryStack } from "../support/plans-every-stack";
import platform from "./estates/s3-state";

plansEveryStack("the estate s3-state", platform);
