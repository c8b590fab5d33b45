import { styleText } from "node:util";

/** What the server's operator verbs tell while they work. */
export type Message =
  | { kind: "step"; text: string }
  | { kind: "progress"; done: number; total: number }
  | { kind: "line"; mark: "good" | "bad" | "note"; text: string; details: string[] }
  | { kind: "text"; text: string }
  | { kind: "fault"; text: string };

/** From another process: looked at before it is believed. */
export function isMessage(value: unknown): value is Message {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  if (value.kind === "progress")
    return "done" in value && typeof value.done === "number" && "total" in value && typeof value.total === "number";
  if (!("text" in value) || typeof value.text !== "string") return false;
  if (value.kind === "step" || value.kind === "text" || value.kind === "fault") return true;
  return (
    value.kind === "line" && "mark" in value && isMark(value.mark) && "details" in value && Array.isArray(value.details)
  );
}

interface Terminal {
  write(text: string): unknown;
  columns?: number;
}

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MS = 80;
const CLEAR_LINE = "\r\u001b[K";
const MARKS = { good: styleText("green", "✓"), bad: styleText("red", "✗"), note: styleText("dim", "·") };

/**
 * One line that moves, and lines that stay above it. Drawn here and not by a prompt library: those read the keyboard raw, so
 * that Ctrl-C would end this process and not reach the one that does the work.
 */
export function showProgress(terminal: Terminal): { show(message: Message): void; end(): void } {
  let step = "";
  let part = "";
  let frame = 0;
  const draw = () => {
    if (!step) return;
    const text = `${step}${part} …`.slice(0, (terminal.columns || 80) - 3);
    terminal.write(`${CLEAR_LINE}${styleText("cyan", FRAMES[frame++ % FRAMES.length] ?? "")} ${text}`);
  };
  const clear = () => {
    if (step) terminal.write(CLEAR_LINE);
    step = "";
    part = "";
  };
  const timer = setInterval(draw, FRAME_MS);
  return {
    show(message) {
      if (message.kind === "progress") {
        part = message.total > 0 ? `, ${Math.floor((message.done / message.total) * 100)} %` : "";
        return;
      }
      clear();
      if (message.kind === "line") terminal.write(lineOf(message));
      else if (message.kind === "text") terminal.write(message.text);
      else if (message.kind === "fault") process.stderr.write(`commonpurse: ${message.text}\n`);
      else {
        step = message.text;
        draw();
      }
    },
    end() {
      clearInterval(timer);
      clear();
    },
  };
}

function lineOf({ mark, text, details }: Extract<Message, { kind: "line" }>): string {
  return [`${MARKS[mark]} ${text}`, ...details.map((detail) => styleText("dim", `    ${detail}`)), ""].join("\n");
}

function isMark(value: unknown): value is "good" | "bad" | "note" {
  return value === "good" || value === "bad" || value === "note";
}
