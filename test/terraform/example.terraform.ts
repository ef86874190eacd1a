import platform from "../../platform";
import { plansEveryStack } from "../support/plans-every-stack";

plansEveryStack("the example estate", platform);
