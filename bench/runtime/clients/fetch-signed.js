import { createHash, createHmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";

class Sha256 {
  constructor(secret) {
    this.hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret);
  }
  update(data) {
    this.hash.update(data);
  }
  digest() {
    return Promise.resolve(this.hash.digest());
  }
}

const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
const signer = new SignatureV4({
  credentials: { accessKeyId, secretAccessKey },
  region: "us-east-1",
  service: "vpc-lattice-svcs",
  sha256: Sha256,
  applyChecksum: false,
});

export const call = async (url, method = "GET") => {
  const { host, hostname } = new URL(url);
  const headers = { host, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
  const signed = await signer.sign({ method, protocol: "https:", hostname, path: "/orders", query: {}, headers });
  const response = await fetch(`${url}/orders`, {
    method,
    headers: signed.headers,
    ...(method === "POST" && { body: "{}" }),
  });
  return response.json();
};
