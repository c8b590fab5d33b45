import { askTogether } from "../../platform/ask-together.ts";
import { plainArray } from "../../platform/sql-array.ts";
import { type AccountId, lookAtAccounts } from "../doors.ts";
import { type Connection, connect } from "./connection.ts";
import type { Memory } from "./memory.ts";

export interface Learner {
  /** Reads accounts into the memory, together with what others ask for. Never throws: what was not read is asked for when it is posted to. */
  learn(accounts: readonly AccountId[]): Promise<void>;
  close(): Promise<void>;
}

/** On a connection of its own, opened when it is first needed and again after it broke. */
export function createLearner(url: string, memory: Memory): Learner {
  let connection: Connection | null = null;
  let isClosed = false;
  const read = askTogether(async (asked: readonly (readonly AccountId[])[]) => {
    if (!connection?.isOpen()) connection = await connect(url);
    if (isClosed) {
      await connection.close();
      return asked;
    }
    memory.learn(await look(connection, asked.flat()));
    return asked;
  });
  return {
    learn: (accounts) =>
      read(accounts).then(
        () => undefined,
        () => undefined,
      ),
    async close() {
      isClosed = true;
      await connection?.close();
    },
  };
}

async function look(connection: Connection, accounts: readonly AccountId[]) {
  const communities = plainArray([...new Set(accounts.map(({ communityId }) => communityId))]);
  const steps = connection.together(
    () =>
      [
        connection.run("begin"),
        connection.ask({
          name: "platform.enter_batch",
          text: "select platform.enter_batch($1::uuid[])",
          values: [communities],
        }),
        lookAtAccounts(connection.ask, accounts),
        connection.run("commit"),
      ] as const,
  );
  await Promise.allSettled(steps);
  return steps[2];
}
