import { createHash } from "node:crypto";
import * as v from "valibot";
import {
  bytes,
  json,
  type LatticeRequest,
  latticeHandler,
  Problem,
  pageOf,
  readBytes,
  router,
  validQuery,
} from "../runtime/handler";

interface Document {
  readonly id: string;
  readonly type: string;
  /** Such as gzip: its content is kept as it came. */
  readonly encoding: string | undefined;
  readonly etag: string;
  readonly content: Buffer;
}

const Listing = v.strictObject({
  limit: v.optional(v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(1), v.maxValue(100)), "20"),
  cursor: v.optional(v.string()),
});

/** In bytes: as base64, more would not fit the 6 MB of a response. */
const LIMIT = 4_400_000;

/** This instance's documents; a real service keeps them in a bucket. */
const documents = new Map<string, Document>();

/** Whether a list of entity tags, or `*`, has this one; weak ones count where a copy of the same meaning will do (RFC 9110, 13.1). */
function lists(header: string | undefined, etag: string | undefined, weak = false): boolean {
  const tags = header?.split(",").map((tag) => (weak ? tag.trim().replace(/^W\//, "") : tag.trim())) ?? [];
  return etag !== undefined && (tags.includes("*") || tags.includes(etag));
}

function find(id: string): Document {
  const document = documents.get(id);
  if (!document) throw new Problem(404, `There is no document ${id}`);
  return document;
}

/** Before a document is changed or deleted (RFC 9110, 13.1). */
function checkPreconditions(request: Pick<LatticeRequest, "header">, id: string): void {
  const etag = documents.get(id)?.etag;
  const expected = request.header("if-match");
  if (expected && !lists(expected, etag)) throw new Problem(412, `Document ${id} has changed`);
  if (lists(request.header("if-none-match"), etag, true)) throw new Problem(412, `Document ${id} is there already`);
}

function store(request: LatticeRequest, id: string) {
  const type = request.header("content-type");
  const content = readBytes(request);
  if (!type) throw new Problem(415, "Send a content-type, such as application/pdf");
  if (content.length > LIMIT)
    throw new Problem(413, `The document has ${content.length} bytes; at most ${LIMIT} are kept`);
  const encoding = request.header("content-encoding");
  const etag = `"${createHash("sha256").update(content).digest("base64url")}"`;
  checkPreconditions(request, id);
  const status = documents.has(id) ? 200 : 201;
  documents.set(id, { id, type, encoding, etag, content });
  return json(status, { id, type, size: content.length }, { etag });
}

const app = router()
  .get("/documents", async (request) => {
    const { items, next } = pageOf([...documents.values()], await validQuery(request, Listing));
    return json(200, { items: items.map(({ id, type, content }) => ({ id, type, size: content.length })), next });
  })
  .put("/documents/*id", (request) => store(request, request.params.id))
  .get("/documents/*id", (request) => {
    const { type, encoding, etag, content } = find(request.params.id);
    if (lists(request.header("if-none-match"), etag, true)) return { status: 304, headers: { etag } };
    return bytes(200, type, content, { etag, ...(encoding && { "content-encoding": encoding }) });
  })
  .delete("/documents/*id", (request) => {
    const { id } = find(request.params.id);
    checkPreconditions(request, id);
    documents.delete(id);
    return { status: 204 };
  });

export const handler = latticeHandler(app);
