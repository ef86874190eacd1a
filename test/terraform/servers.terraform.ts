import { plansEveryStack } from "../support/plans-every-stack";
import platform from "./estates/servers";

plansEveryStack("the estate servers", platform);
