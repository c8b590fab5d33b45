import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parentPort } from "node:worker_threads";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import type { RenderAnswer } from "./render.ts";

/** The thread's side: one compiler for its whole life, fonts loaded once. */
interface Order {
  id: number;
  template: string;
  format: "pdf" | "svg";
  data: Readonly<Record<string, unknown>>;
  seconds: number;
}

const TEMPLATES = join(import.meta.dirname, "templates");
// The fonts are ours and not the machine's: the same paper looks the same everywhere, Hebrew included.
const FONTS = join(dirname(createRequire(import.meta.url).resolve("dejavu-fonts-ttf/package.json")), "ttf");

const compiler = NodeCompiler.create({ workspace: TEMPLATES, fontArgs: [{ fontPaths: [FONTS] }] });

function draw({ template, format, data, seconds }: Order): Uint8Array {
  const result = compiler.compile({
    mainFilePath: join(TEMPLATES, `${template}.typ`),
    inputs: { data: JSON.stringify(data) },
  });
  const document = result.result;
  if (!document) {
    const error = result.takeError();
    throw new Error(`${template}: ${error ? JSON.stringify(error.shortDiagnostics) : "not set"}`);
  }
  if (format === "svg") return Buffer.from(compiler.plainSvg(document), "utf8");
  return compiler.pdf(document, { pdfStandard: "ua-1", creationTimestamp: seconds });
}

parentPort?.on("message", (order: Order) => {
  let answer: RenderAnswer;
  try {
    answer = { id: order.id, bytes: new Uint8Array(draw(order)) };
  } catch (error) {
    answer = { id: order.id, error: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
  // Typst remembers what it has set; names of givers must not stay in memory.
  compiler.evictCache(0);
});
