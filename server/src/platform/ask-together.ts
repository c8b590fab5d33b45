import { refuse } from "./errors.ts";

interface Question<Q, A> {
  question: Q;
  resolve: (answer: A) => void;
  reject: (error: unknown) => void;
}

/**
 * Many questions become one: what is asked while an answer is on its way, or within `GAP_MS` of the last question's leaving, is
 * asked together next. A lone question leaves at once, and under load a statement answers dozens. `ask` answers in the order of the questions.
 * Throws `busy` (503) where too many wait, and while an answer does not come: a database that has stopped says nothing.
 */
export function askTogether<Q, A>(
  ask: (questions: readonly Q[]) => Promise<readonly A[]>,
): (question: Q) => Promise<A> {
  const waiting: Question<Q, A>[] = [];
  let isUnderWay = false;
  let isStuck = false;
  const askThem = async (asked: readonly Question<Q, A>[]): Promise<void> => {
    const patience = setTimeout(() => {
      isStuck = true;
      for (const { reject } of [...asked, ...waiting.splice(0)]) reject(busy());
    }, PATIENCE_MS);
    try {
      const answers = await ask(asked.map(({ question }) => question));
      if (answers.length !== asked.length) throw new Error("not every question was answered");
      for (const [index, { resolve }] of asked.entries()) resolve(answers[index] as A);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    } finally {
      clearTimeout(patience);
      isStuck = false;
    }
  };
  let leftAt = Number.NEGATIVE_INFINITY;
  const next = async (): Promise<void> => {
    // What arrives in this turn of the event loop leaves together.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const rest = leftAt + GAP_MS - performance.now();
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
      leftAt = performance.now();
      await askThem(waiting.splice(0, MOST));
    }
    isUnderWay = false;
  };
  return (question) =>
    new Promise((resolve, reject) => {
      if (isStuck || waiting.length >= ROOM) throw busy();
      waiting.push({ question, resolve, reject });
      if (isUnderWay) return;
      isUnderWay = true;
      void next();
    });
}

const busy = () => refuse("busy", { status: 503, retryAfter: 1 });

const GAP_MS = 3;
const MOST = 1_000;
const ROOM = 4_000;
/** Longer than the database lets a statement run: what it would answer has come by then. */
const PATIENCE_MS = 6_000;
