import sharp from "sharp";
import { renderSvg } from "./render.ts";

/** What a link's preview shows where it is shared, as text in the reader's language. */
export interface PreviewFacts {
  lang: string;
  dir: "ltr" | "rtl";
  community: string;
  title: string;
  raised: string;
  target: string;
  /** Of 1. */
  share: number;
}

const SIZE = { width: 1200, height: 630 };
const PHOTO = { width: 470, height: 630 };

/** Letters are set as outlines by Typst, so the picture needs no fonts of the machine. The photo stands at the line's end. */
export async function previewPng(facts: PreviewFacts, photo: Uint8Array | null): Promise<Uint8Array> {
  const data = { ...facts, room: photo ? PHOTO.width : 0 };
  const svg = await renderSvg({ template: "preview", data, at: new Date(0) });
  const card = sharp(Buffer.from(svg)).resize(SIZE);
  if (!photo) return card.png({ palette: true }).toBuffer();
  const input = await sharp(photo)
    .resize({ ...PHOTO, fit: "cover" })
    .toBuffer();
  const left = facts.dir === "rtl" ? 0 : SIZE.width - PHOTO.width;
  // Previews are fetched by machines with patience for some kilobytes only: 128 colours serve a photo of this size.
  return card
    .composite([{ input, left, top: 0 }])
    .png({ palette: true, colours: 128 })
    .toBuffer();
}
