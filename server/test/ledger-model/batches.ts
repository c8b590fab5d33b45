import { expect } from "vitest";
import type { Decision, Posting } from "../../src/ledger/decide.ts";
import { type RefDraft, type RefPosted, Refused } from "../../src/ledger/testing/reference.ts";
import { newId } from "../../src/platform/ids.ts";
import { readDraft } from "./postings.ts";
import { type Body, NO_ID, NOTHING, readPosted, type Story, type Touched } from "./story.ts";
import type { Wish } from "./wishes.ts";

/** Several callers' groups in one batch: each group sees what those before it did, and nothing of one that fell. */
export async function postBatch(story: Story, { items }: Extract<Wish, { kind: "batch" }>): Promise<Touched> {
  const { reference, engine } = story;
  const now = engine.now();
  const drafts = items.map((groups) => groups.map((group) => group.map((wish) => readDraft(story, wish, now).draft)));
  const asked = drafts.map((groups) => groups.map((group) => group.map((draft) => postingOf(story, draft))));
  const decisions = (await engine.post(asked)).flat(2);
  const verdicts = drafts.flatMap((groups) => groups.flatMap((group) => reference.post(group, now)));
  expect(decisions.map(decided)).toEqual(verdicts.map((verdict) => expected(verdict)));
  const ids = asked.flat(2).map(({ id }) => id);
  const entries = decisions.map((decision) =>
    "accepted" in decision ? decision.accepted.entries.map(standing) : null,
  );
  expect(entries).toEqual(
    verdicts.map((verdict) => (verdict instanceof Refused ? null : reference.entriesOf(verdict).map(standing))),
  );
  const posted = verdicts.flatMap((verdict, index) =>
    verdict instanceof Refused ? [] : [{ verdict, id: ids[index] ?? NO_ID }],
  );
  for (const { verdict, id } of posted) await readPosted(story, id, verdict);
  return posted.length > 0 ? "any" : NOTHING;
}

function standing({ seq, balanceAfter }: { seq: bigint | number; balanceAfter: bigint }): Body {
  return { seq: Number(seq), balanceAfter };
}

function decided(decision: Decision): Body {
  if ("accepted" in decision) return { status: "posted" };
  const { code, line } = decision.refused;
  return { code, line };
}

function expected(verdict: RefPosted | Refused): Body {
  return verdict instanceof Refused ? { code: verdict.code, line: verdict.at } : { status: "posted" };
}

function postingOf({ engine, ids }: Story, { reference, effective, lines }: RefDraft): Posting {
  return {
    communityId: engine.communityId,
    id: newId(),
    kind: "test",
    reference,
    source: null,
    effectiveDate: effective,
    actorId: null,
    description: null,
    metadata: {},
    reverses: null,
    lines: lines.map(({ account, ...line }) => ({ ...line, accountId: ids.get(account) ?? NO_ID, label: "test" })),
  };
}
