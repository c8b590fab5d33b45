import type { CommunityContext } from "../platform/context.ts";
import { type DocumentKind, documentNumber, type IssuedDocument, yearIn } from "./document.ts";
import { findDocument, insertDocument, lockSeries, takeNumber } from "./queries.ts";

export interface IssueDocument {
  kind: DocumentKind;
  /** What the paper is about, such as a gift. */
  subjectId: string;
  timeZone: string;
}

/** Gives the subject its number, once: asked again, the answer is the first one. */
export async function issueDocument(ctx: CommunityContext, input: IssueDocument): Promise<IssuedDocument> {
  const { kind, subjectId } = input;
  const known = await findDocument(ctx, kind, subjectId);
  if (known) return known;
  const year = yearIn(input.timeZone, ctx.now);
  await lockSeries(ctx, kind, year);
  // Whoever gave this subject a number meanwhile has committed by now; without this look a number would be lost.
  const meanwhile = await findDocument(ctx, kind, subjectId);
  if (meanwhile) return meanwhile;
  const number = await takeNumber(ctx, kind, year);
  await insertDocument(ctx, { id: ctx.newId(), kind, subjectId, year, number });
  return { number: documentNumber(kind, year, number), issuedAt: ctx.now };
}
