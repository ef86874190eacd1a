import { randomUUID } from "node:crypto";
import type { ApiError } from "./api-error";
import { type AwsResponse, jsonResponse, xmlResponse } from "./response";
import { escapeXml } from "./xml";

/** Signing names of the services whose errors are XML in the EC2, S3 and query protocols. All others speak JSON. */
const XML_ERRORS: Readonly<Record<string, "ec2" | "s3" | "query">> = {
  ec2: "ec2",
  s3: "s3",
  sts: "query",
  iam: "query",
  monitoring: "query",
  route53: "query",
  sns: "query",
  autoscaling: "query",
  elasticloadbalancing: "query",
  cloudformation: "query",
};

/** The error in the wire format of the service's protocol, so that every SDK reads the code, the message and the members. */
export function errorResponse(service: string, error: ApiError): AwsResponse {
  const protocol = XML_ERRORS[service];
  const response = protocol === undefined ? jsonError(error) : xmlResponse(error.status, xmlError(protocol, error));
  return { ...response, headers: { ...response.headers, ...error.headers } };
}

function jsonError(error: ApiError): AwsResponse {
  const body = { __type: error.code, message: error.message, ...error.detail };
  return jsonResponse(error.status, body, { "x-amzn-errortype": error.code });
}

function xmlError(protocol: "ec2" | "s3" | "query", { code, message, status }: ApiError): string {
  const error = `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>`;
  const id = randomUUID();
  switch (protocol) {
    case "ec2":
      return `<Response><Errors><Error>${error}</Error></Errors><RequestID>${id}</RequestID></Response>`;
    case "s3":
      return `<Error>${error}<RequestId>${id}</RequestId></Error>`;
    case "query": {
      const type = status < 500 ? "Sender" : "Receiver";
      return `<ErrorResponse><Error><Type>${type}</Type>${error}</Error><RequestId>${id}</RequestId></ErrorResponse>`;
    }
  }
}
