/** Sends an HTTP, HTTPS or gRPC request to a service (Service Authorization Reference, VPC Lattice Services). */
export const INVOKE = "vpc-lattice-svcs:Invoke";

/** Opens a TLS passthrough connection to a service (Service Authorization Reference, VPC Lattice Services). */
export const CONNECT = "vpc-lattice-svcs:Connect";

/** Every action that an auth policy can allow or deny. */
export const LATTICE_ACTIONS = [INVOKE, CONNECT] as const;

/** An action of VPC Lattice's data plane. */
export type LatticeAction = (typeof LATTICE_ACTIONS)[number];
