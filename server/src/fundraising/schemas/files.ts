import Type, { type TSchema } from "typebox";
import { CommunityParams, GoalParams, Id, Nullable } from "./common.ts";

const BINARY = { type: "string", format: "binary" };
const PROBLEM = { $ref: "Problem#" };

const MediaFile = Type.Object({
  id: Id,
  url: Type.String(),
  contentType: Type.Enum(["image/webp", "application/pdf"]),
  width: Nullable(Type.Integer()),
  height: Nullable(Type.Integer()),
  byteCount: Type.Integer(),
});

/** How operations whose bodies are no JSON stand in the OpenAPI document. What comes in is checked by the handlers. */
export const FILE_OPERATIONS = {
  upload: operation("uploadMedia", "media", "member", {
    summary: "Keep a photo or a paper: JPEG, PNG, WebP, GIF, AVIF or PDF, 10 MB at most",
    description:
      "Pictures are drawn anew, without the place where they were taken. Then give the `id` to a goal, a proof or an update.",
    params: CommunityParams,
    consumes: ["multipart/form-data"],
    body: { type: "object", required: ["file"], properties: { file: BINARY }, additionalProperties: false },
    response: { 201: plain(MediaFile) },
  }),
  download: operation("getMedia", "media", "visitor", {
    summary: "The bytes of a photo or a paper; of what is published for everybody",
    params: Type.Object({ communityId: Id, mediaId: Id }),
    response: {
      200: {
        description: "The file",
        content: { "image/webp": { schema: BINARY }, "application/pdf": { schema: BINARY } },
      },
    },
  }),
  giftTable: operation("exportGifts", "goals", "member", {
    summary: "All gifts of a goal as a table, newest first, for its owner and whoever may see gifts",
    params: GoalParams,
    response: { 200: { description: "The table", content: { "text/csv": { schema: { type: "string" } } } } },
  }),
};

interface Described {
  summary: string;
  description?: string;
  params: TSchema;
  consumes?: string[];
  body?: object;
  response: Record<number, object>;
}

/** The schemas describe and check nothing: a path that is no id is absent, and a body is read as it comes. */
function operation(operationId: string, tag: string, entry: string, { params, response, ...more }: Described) {
  return {
    validatorCompiler: () => () => true,
    schema: {
      operationId,
      tags: [tag],
      "x-entry": entry,
      ...more,
      params: plain(params),
      response: { ...response, "4xx": PROBLEM, "5xx": PROBLEM },
    },
  };
}

/** TypeBox marks its schemas; JSON has no such marks. */
function plain(schema: TSchema): object {
  return JSON.parse(JSON.stringify(schema));
}
