import type {
  AlbTarget,
  ExistingFunction,
  ExistingRole,
  ExistingVpc,
  InstanceTarget,
  IpTarget,
  LambdaFunction,
  LocalState,
  NewVpc,
  S3State,
} from "./types";

/** What a user writes for a kind of thing: the thing without its tag. */
type Written<T> = Omit<T, "kind">;

/** A Lambda function that Trellis bundles from a TypeScript or JavaScript entry file and deploys. */
export function lambda<const Service extends string = never, const Vpc extends string = never>(
  props: Written<LambdaFunction<Service, Vpc>>,
): LambdaFunction<NoInfer<Service>, NoInfer<Vpc>> {
  return { kind: "lambda", ...props };
}

/** A Lambda function, or an alias of one, that somebody else deploys. */
export function existingFunction(props: Written<ExistingFunction>): ExistingFunction {
  return { kind: "existingFunction", ...props };
}

/** An internal Application Load Balancer as target: what runs on ECS or EC2 behind a load balancer. */
export function alb(props: Written<AlbTarget>): AlbTarget {
  return { kind: "alb", ...props };
}

/** IP addresses of a VPC as targets: what runs on ECS or EKS. */
export function ip(props: Written<IpTarget>): IpTarget {
  return { kind: "ip", ...props };
}

/** EC2 instances as targets. */
export function instance(props: Written<InstanceTarget>): InstanceTarget {
  return { kind: "instance", ...props };
}

/** A VPC that Trellis makes: private subnets only, no way to the internet. */
export function newVpc(props: Written<NewVpc>): NewVpc {
  return { kind: "newVpc", ...props };
}

/** A VPC that exists already. */
export function existingVpc(props: Written<ExistingVpc>): ExistingVpc {
  return { kind: "existingVpc", ...props };
}

/** A role that exists already (of an ECS task, an EC2 instance, a pod) and calls services. */
export function existingRole<const Service extends string>(
  props: Written<ExistingRole<Service>>,
): ExistingRole<NoInfer<Service>> {
  return { kind: "existingRole", ...props };
}

/** Terraform state in files of this checkout: to try things out, not for a team. */
export function localState(props: Written<LocalState> = {}): LocalState {
  return { kind: "local", ...props };
}

/** Terraform state in S3, encrypted, with S3's own lock file. */
export function s3State(props: Written<S3State>): S3State {
  return { kind: "s3", ...props };
}
