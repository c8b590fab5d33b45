import { refuse } from "../platform/errors.ts";

/** From each state, the state that an event leads to. An event that a state does not name is an illegal move there. */
export type Transitions<S extends string, E extends string> = Readonly<Record<S, Readonly<Partial<Record<E, S>>>>>;

/** The state after the event, or null where the table has no such move. */
export function next<S extends string, E extends string>(table: Transitions<S, E>, from: S, event: E): S | null {
  const moves: Readonly<Partial<Record<E, S>>> = table[from];
  return moves[event] ?? null;
}

/** As `next`, but an illegal move is refused with a stable code that names the state, for a person to read. */
export function step<S extends string, E extends string>(table: Transitions<S, E>, from: S, event: E, code: string): S {
  const to = next(table, from, event);
  if (to === null) throw refuse(code, { status: 409, params: { state: from, event } });
  return to;
}

/** Reads a state out of the database: a word that the table does not know is a fault of ours, not of the caller. */
export function stateOf<S extends string>(states: readonly S[], word: string): S {
  const found = states.find((state) => state === word);
  if (found === undefined) throw new Error(`unknown state ${word}`);
  return found;
}
