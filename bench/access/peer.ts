import { createRequire } from "node:module";
import { join } from "node:path";
import { type Case, callerPolicy, servicePolicy } from "./cases";

/** The part of the simulator's interface that is used here. */
interface Simulator {
  runSimulation(simulation: unknown, options: object): Promise<{ readonly overallResult?: string }>;
}

/** The peer, from this folder's own node_modules: its licence is copyleft, so the project never depends on it. */
export function loadPeer(): Simulator {
  const require = createRequire(join(__dirname, "package.json"));
  return require("@cloud-copilot/iam-simulate") as Simulator;
}

/** A case as the peer asks it. */
export function simulationOf({ principal, resource, context }: Case): object {
  return {
    request: {
      principal,
      action: "vpc-lattice-svcs:Invoke",
      resource: { resource, accountId: "222222222222" },
      contextVariables: context,
    },
    identityPolicies: [{ name: "caller", policy: callerPolicy }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy: servicePolicy,
  };
}

/** Decides a case with the peer. */
export async function askPeer(peer: Simulator, simulation: object): Promise<boolean> {
  const { overallResult } = await peer.runSimulation(simulation, {});
  if (overallResult === undefined) throw new Error("the peer gives no result");
  return overallResult === "Allowed";
}
