/** The estate that both programs make, as plain data: neither Trellis's words nor CDKTF's. */
export interface BenchEstate {
  readonly accounts: readonly BenchAccount[];
  readonly services: readonly BenchService[];
  readonly callers: readonly BenchCaller[];
}

/** An account with one VPC that is associated with the network; the first one owns the network too. */
export interface BenchAccount {
  readonly key: string;
  /** Twelve digits. */
  readonly id: string;
  readonly cidr: string;
}

export interface BenchService {
  readonly key: string;
  readonly account: string;
  /** Whether its function is deployed with it (all from one bundle), or exists already. */
  readonly kind: "deployed" | "existing";
  readonly domain: string | undefined;
  /** Keys of the callers that may use it. */
  readonly callers: readonly string[];
}

/** A role in the VPC of an account. */
export interface BenchCaller {
  readonly key: string;
  readonly account: string;
  readonly kind: "deployed" | "existing";
  /** Keys of services. */
  readonly calls: readonly string[];
}

/** What both programs say of every estate. */
export const common = {
  platform: "bench",
  region: "us-east-1",
  organization: "o-a1b2c3d4e5",
  managementAccount: "999999999999",
  network: "internal",
  deployRole: "trellis-deploy",
  /** The one source of every function, bundled before the clock starts. */
  entry: "bench/synth/handler.ts",
  methods: ["GET", "POST"],
} as const;

/** Services per team: each caller calls its own team's services and those of the team before. */
const teamSize = 10;

/**
 * An estate of so many services, dealt out over so many accounts. What a service brings with it (targets, routes, grants,
 * its share of the callers) is the same at every size, so that the time per service can be compared.
 */
export function estateOf(serviceCount: number, accountCount: number): BenchEstate {
  const accounts = Array.from({ length: accountCount }, (_, index) => ({
    key: accountKey(index),
    id: String(100_000_000_000 + index),
    cidr: `10.${index}.0.0/16`,
  }));
  const teams = Math.max(2, Math.ceil(serviceCount / teamSize));
  const services = Array.from({ length: serviceCount }, (_, index): BenchService => {
    const team = Math.floor(index / teamSize);
    return {
      key: `s${String(index).padStart(4, "0")}`,
      account: accountKey(index % accountCount),
      kind: index % 2 === 0 ? "deployed" : "existing",
      domain: index % teamSize === 0 ? `s${index}.bench.internal` : undefined,
      callers: [callerKey(team), callerKey((team + 1) % teams)].sort(),
    };
  });
  const callers = Array.from({ length: teams }, (_, index): BenchCaller => {
    const key = callerKey(index);
    return {
      key,
      account: accountKey(index % accountCount),
      kind: index % 2 === 0 ? "deployed" : "existing",
      calls: services.filter((service) => service.callers.includes(key)).map((service) => service.key),
    };
  });
  return { accounts, services, callers };
}

/** The part of an estate that one account's producer stack is made of: its services, and the callers that they name. */
export function estateAround({ accounts, services, callers }: BenchEstate, account: string): BenchEstate {
  const own = services.filter((service) => service.account === account);
  const keys = new Set(own.map(({ key }) => key));
  const granted = callers
    .filter((caller) => caller.calls.some((key) => keys.has(key)))
    .map((caller) => ({ ...caller, calls: caller.calls.filter((key) => keys.has(key)) }));
  const used = new Set([account, accountKey(0), ...granted.map((caller) => caller.account)]);
  return { accounts: accounts.filter(({ key }) => used.has(key)), services: own, callers: granted };
}

function accountKey(index: number): string {
  return `a${String(index).padStart(3, "0")}`;
}

function callerKey(index: number): string {
  return `c${String(index).padStart(3, "0")}`;
}
