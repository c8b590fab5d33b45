/** What a verb says while it works. Where it goes is not the verb's business: a terminal, a log, nowhere. */
export interface Reporter {
  /** A stretch of work begins; it ends with the next step or line. */
  step(text: string): void;
  /** How far the step is, where that is known. */
  progress(done: number, total: number): void;
  /** Something was found or done: a line of its own, with what belongs under it. */
  line(mark: Mark, text: string, details?: readonly string[]): void;
  /** The last word: for people, as it is. */
  say(text: string): void;
  /** Why it came to nothing, in one line. */
  fault(text: string): void;
}

export type Mark = "good" | "bad" | "note";

/** What is sent to the command line that started us, which draws it. */
export type Message =
  | { kind: "step"; text: string }
  | { kind: "progress"; done: number; total: number }
  | { kind: "line"; mark: Mark; text: string; details: readonly string[] }
  | { kind: "text"; text: string }
  | { kind: "fault"; text: string };

const MARKS: Readonly<Record<Mark, string>> = { good: "✓", bad: "✗", note: "·" };

/** `--json`: nothing but the result is written on standard output. */
export const silentReporter: Reporter = {
  step: () => undefined,
  progress: () => undefined,
  line: () => undefined,
  say: () => undefined,
  fault: writeFault,
};

function writeFault(text: string): void {
  process.stderr.write(`commonpurse: ${text}\n`);
}

/** Plain lines, for a log or a pipe: what takes long says its tenths, what does not only its outcome. */
export function plainReporter(write: (text: string) => void): Reporter {
  let step = "";
  let tenth = 0;
  return {
    step(text) {
      step = text;
      tenth = 0;
    },
    progress(done, total) {
      const now = total > 0 ? Math.floor((done / total) * 10) : 10;
      if (now <= tenth) return;
      tenth = now;
      write(`${step}: ${now * 10} %\n`);
    },
    line: (mark, text, details = []) =>
      write([`${MARKS[mark]} ${text}`, ...details.map((detail) => `    ${detail}`), ""].join("\n")),
    say: write,
    fault: writeFault,
  };
}

/** Progress comes with every few kilobytes: a picture drawn ten times a second is enough. */
const EVERY_MS = 100;

/** To the command line that started this process. It may be gone by now; the work goes on. */
export function sendingReporter(send: (message: Message) => void): Reporter {
  let last = 0;
  return {
    step: (text) => send({ kind: "step", text }),
    progress(done, total) {
      if (Date.now() - last < EVERY_MS) return;
      last = Date.now();
      send({ kind: "progress", done, total });
    },
    line: (mark, text, details = []) => send({ kind: "line", mark, text, details }),
    say: (text) => send({ kind: "text", text }),
    fault: (text) => send({ kind: "fault", text }),
  };
}
