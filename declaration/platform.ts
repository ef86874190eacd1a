import { checkPlatform } from "./check";
import { asDefined } from "./defined";
import { DeclarationError } from "./mistake";
import { type Platform, parsePlatform } from "./schema/platform";
import type {
  Account,
  Alarms,
  Consumer,
  Deployers,
  Network,
  Organization,
  ProducerVpc,
  Quotas,
  Service,
  State,
} from "./types";

type Keys<T> = keyof T & string;
type KeysOf<T, Property extends string> = T extends { readonly [P in Property]?: infer Found }
  ? keyof NonNullable<Found> & string
  : never;

/** Who may stand in a grant: `consumer.caller`, and `service.target` for a service's own function. */
type CallerOf<Services, Consumers> =
  | { [Key in Keys<Consumers>]: `${Key}.${KeysOf<Consumers[Key], "callers">}` }[Keys<Consumers>]
  | { [Key in Keys<Services>]: `${Key}.${KeysOf<Services[Key], "targets">}` }[Keys<Services>];

/** The keys that routes forward to by weight; a plain key is checked where it stands. */
type WeightedTargets<Routes> = Routes extends readonly (infer Route)[]
  ? Route extends { readonly forward: infer Forward }
    ? Forward extends string
      ? never
      : Keys<Forward>
    : never
  : never;

/** Weights are written as an object, in which the compiler would let a misspelt key pass. */
type OnlyOwnTargets<Declared> = Declared extends { readonly routes: infer Routes }
  ? [Exclude<WeightedTargets<Routes>, KeysOf<Declared, "targets">>] extends [never]
    ? unknown
    : { readonly "routes forward to unknown targets": Exclude<WeightedTargets<Routes>, KeysOf<Declared, "targets">> }
  : unknown;

/** The whole declaration; the type parameters are inferred from what it declares. */
export interface Declaration<Accounts, Networks, Vpcs, Services, Consumers> {
  /** Becomes part of the names of roles, functions and log groups. */
  name: string;
  /** Where everything is, unless a network or VPC says otherwise. */
  region: string;
  organization?: Organization;
  state: State;
  /** Name of the role that deploys assume in every account. Default: `trellis-deploy`. */
  deployRole?: string;
  /** For accounts that `trellis bootstrap` prepares; roles of functions then carry its permissions boundary. */
  deployers?: Deployers;
  accounts: Accounts;
  networks: Networks;
  vpcs?: Vpcs;
  services: Services;
  consumers: Consumers;
  /** On every resource. */
  tags?: Readonly<Record<string, string>>;
  /** For every service that does not say otherwise. Default: true. */
  alarms?: Alarms | boolean;
  quotas?: Quotas;
}

/**
 * Declares a platform. The compiler checks every reference (accounts, networks, VPCs, services, targets, callers); the
 * same is checked again here, with every limit of AWS that the Terraform provider would find late or never.
 *
 * @returns the declaration with every default filled in, frozen.
 * @throws DeclarationError with all mistakes at once.
 */
export function definePlatform<
  const Accounts extends Readonly<Record<string, Account>>,
  const Networks extends Readonly<Record<string, Network<Keys<Accounts>>>>,
  const Services extends {
    readonly [Key in keyof Services]: Service<
      Keys<Accounts>,
      Keys<Networks>,
      Keys<Services>,
      Keys<Vpcs>,
      CallerOf<Services, Consumers>,
      KeysOf<Services[Key], "targets">
    > &
      OnlyOwnTargets<Services[Key]>;
  },
  const Consumers extends {
    readonly [Key in keyof Consumers]: Consumer<
      Keys<Accounts>,
      Keys<Networks>,
      Keys<Services>,
      Keys<Vpcs>,
      KeysOf<Consumers[Key], "callers">
    >;
  },
  const Vpcs extends Readonly<Record<string, ProducerVpc<Keys<Accounts>>>> = Readonly<Record<never, never>>,
>(declaration: Declaration<Accounts, Networks, Vpcs, Services, Consumers>): Platform {
  return definePlatformFrom(declaration);
}

/**
 * The same for a declaration whose type is not known: read from a file, generated, or written in JavaScript.
 *
 * @throws DeclarationError with all mistakes at once.
 */
export function definePlatformFrom(declaration: unknown): Platform {
  const parsed = parsePlatform(declaration);
  const all = [...parsed.mistakes, ...checkPlatform(parsed)];
  if (all.length > 0) throw new DeclarationError(all);
  return asDefined(parsed.platform);
}
