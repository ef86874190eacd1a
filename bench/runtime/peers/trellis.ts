import {
  type LatticeHandler,
  latticeHandler,
  readBytes,
  readCaller,
  readCookies,
  readJson,
  readText,
} from "../../../functions/runtime/handler";
import type { CaseReply, Seen } from "../../../test/functions/runtime/conformance";

export function catchAll(serve: (seen: Seen) => CaseReply): LatticeHandler {
  const quiet = { observer: { log: () => undefined } };
  return latticeHandler((request) => {
    const { bodyBase64, ...reply } = serve({
      ...request,
      cookies: readCookies(request),
      caller: readCaller(request),
      text: () => readText(request),
      json: () => readJson(request),
      bytes: () => readBytes(request),
    });
    return bodyBase64 ? { ...reply, body: Buffer.from(bodyBase64, "base64") } : reply;
  }, quiet);
}
