import { plansEveryStack } from "../support/plans-every-stack";
import platform from "./estates/names";

plansEveryStack("the estate names", platform);
