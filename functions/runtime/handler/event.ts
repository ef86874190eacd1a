/**
 * Who called, as event structure V2 tells it. Every field is left out where AWS does not know it: an anonymous caller
 * has at most `sourceVpcArn`, the X.509 fields appear only with IAM Roles Anywhere.
 * Source: VPC Lattice User Guide, "Lambda functions as targets".
 */
export interface LatticeIdentity {
  sourceVpcArn?: string;
  type?: string;
  principal?: string;
  principalOrgID?: string;
  sessionName?: string;
  x509IssuerOu?: string;
  x509SanDns?: string;
  x509SanNameCn?: string;
  x509SanUri?: string;
  x509SubjectCn?: string;
}

/**
 * Event structure V2. `path` carries the raw query string, headers and query values are arrays, and `body`,
 * `queryStringParameters` and `isBase64Encoded` may be missing. `timeEpoch` is in microseconds.
 */
export interface LatticeEventV2 {
  version: "2.0";
  path: string;
  method: string;
  headers: Record<string, string[]>;
  queryStringParameters?: Record<string, string[]>;
  body?: string;
  isBase64Encoded?: boolean;
  requestId?: string;
  requestContext: {
    serviceNetworkArn: string;
    serviceArn: string;
    targetGroupArn: string;
    identity?: LatticeIdentity;
    region: string;
    timeEpoch: string;
  };
}

/**
 * Event structure V1. `raw_path` carries the raw query string, repeated headers are joined with ", ",
 * `query_string_parameters` keeps only the last value of a key, and the caller is unknown.
 */
export interface LatticeEventV1 {
  raw_path: string;
  method: string;
  headers: Record<string, string>;
  query_string_parameters?: Record<string, string>;
  body?: string;
  is_base64_encoded?: boolean;
}

/**
 * What a function returns to VPC Lattice. A header with several values is written as an array only where joining the
 * values would change their meaning (`set-cookie`).
 */
export interface LatticeResponse {
  isBase64Encoded: boolean;
  statusCode: number;
  headers: Record<string, string | string[]>;
  body: string;
}

/** What the runtime reads of Lambda's context object: the request id and the milliseconds left. */
export interface LambdaContext {
  readonly awsRequestId?: string;
  getRemainingTimeInMillis?(): number;
}

/** The largest body, in bytes, that VPC Lattice passes to or takes from a Lambda function. */
export const BODY_LIMIT = 6 * 1024 * 1024;
