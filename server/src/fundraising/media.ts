import { createHash } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { refuse } from "../platform/errors.ts";

/** What is kept of an uploaded photo or paper. */
export interface CleanFile {
  bytes: Buffer;
  contentType: "image/webp" | "application/pdf";
  sha256: string;
  width: number | null;
  height: number | null;
}

export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024;
/** A picture that is small in bytes may be huge in memory. */
const MAX_PIXELS = 50_000_000;
const LONGEST_SIDE = 2_000;
const PICTURES = new Set(["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"]);

/**
 * Goes by what the bytes are, whatever their name says. Pictures are drawn anew: that leaves out the place where they were
 * taken and anything that hides in them. PDFs are kept as they are and never shown inside our pages.
 */
export async function cleanFile(bytes: Buffer): Promise<CleanFile> {
  if (bytes.length === 0) throw refuse("media_empty", { pointer: "#/file" });
  if (bytes.length > MAX_UPLOAD_BYTES) throw refuse("body_too_large", { status: 413 });
  const found = (await fileTypeFromBuffer(bytes))?.mime ?? "";
  if (found === "application/pdf") {
    if (!isWholePdf(bytes)) throw refuse("media_unreadable", { pointer: "#/file" });
    return { bytes, contentType: "application/pdf", sha256: digest(bytes), width: null, height: null };
  }
  if (!PICTURES.has(found)) throw refuse("media_type", { status: 415, pointer: "#/file" });
  return drawAnew(bytes);
}

async function drawAnew(bytes: Buffer): Promise<CleanFile> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" });
    const { data, info } = await picture
      .rotate()
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: "inside", withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, contentType: "image/webp", sha256: digest(data), width: info.width, height: info.height };
  } catch {
    throw refuse("media_unreadable", { pointer: "#/file" });
  }
}

function isWholePdf(bytes: Buffer): boolean {
  return (
    bytes.subarray(0, 5).toString("latin1") === "%PDF-" && bytes.subarray(-1_024).toString("latin1").includes("%%EOF")
  );
}

function digest(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
