import { plansEveryStack } from "../support/plans-every-stack";
import platform from "./estates/minimal";

plansEveryStack("the estate minimal", platform);
