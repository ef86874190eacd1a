import platform from "../../example";
import { plansEveryStack } from "../support/plans-every-stack";

plansEveryStack("the example estate", platform);
