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

/** Letters are set as outlines by Typst, so the picture needs no fonts of the machine. */
export async function previewPng(facts: PreviewFacts): Promise<Uint8Array> {
  const svg = await renderSvg({ template: "preview", data: { ...facts }, at: new Date(0) });
  return sharp(Buffer.from(svg)).resize(SIZE).png({ palette: true }).toBuffer();
}
