/** Where a stack's resources are; part of the ARNs that are known before the resources exist. */
export interface Placement {
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** Name of the platform, which begins the names of roles, functions and log groups. */
  readonly platform: string;
  /** Permissions boundary of every role of a function, where accounts were prepared by `trellis bootstrap`. */
  readonly functionBoundaryArn?: string;
}
