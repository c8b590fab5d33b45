/**
 * Many questions become one: what is asked while an answer is on its way is asked together next. Nobody waits for a timer, so a
 * lone question leaves at once, and under load a statement answers hundreds. `ask` answers in the order of the questions.
 */
export function askTogether<Q, A>(
  ask: (questions: readonly Q[]) => Promise<readonly A[]>,
): (question: Q) => Promise<A> {
  const waiting: { question: Q; resolve: (answer: A) => void; reject: (error: unknown) => void }[] = [];
  let isUnderWay = false;
  const next = async (): Promise<void> => {
    // What arrives in this turn of the event loop leaves together.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const asked = waiting.splice(0, MOST);
      try {
        const answers = await ask(asked.map(({ question }) => question));
        if (answers.length !== asked.length) throw new Error("not every question was answered");
        for (const [index, { resolve }] of asked.entries()) resolve(answers[index] as A);
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
    }
    isUnderWay = false;
  };
  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (isUnderWay) return;
      isUnderWay = true;
      void next();
    });
}

const MOST = 1_000;
