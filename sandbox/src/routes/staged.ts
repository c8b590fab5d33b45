import { type Acceptance, refusalOf } from "../accept.ts";
import { type Answer, internalError, json } from "../http/answer.ts";

const SILENCE = 60_000;

/** The answer to a POST that makes something, with the accidents that its behaviour stages. */
export function staged<T>(acceptance: Acceptance<T>, view: (made: T) => unknown): Answer {
  const { behaviour, made } = acceptance;
  if (made === null) {
    const refused = refusalOf(behaviour);
    if (refused !== null) throw refused;
    return internalError();
  }
  switch (behaviour) {
    case "dropped_after_accept":
      return { kind: "cut" };
    case "error_but_stored":
      return internalError();
    case "no_answer":
      return { kind: "silence", millis: SILENCE };
    default:
      return json(201, view(made));
  }
}
