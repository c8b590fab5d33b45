import { findUser } from "../identity/index.ts";
import { sendMail } from "../notifications/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { formatMoney } from "../platform/format.ts";
import { allows } from "../platform/permissions.ts";
import type { ActivityData } from "./activity.ts";
import { waitingUsers } from "./activity-queries.ts";
import { permissionsOfMembers } from "./member-queries.ts";
import { recordActivity } from "./record-activity.ts";

export interface CallToWork {
  /** Who may do it. */
  permission: string;
  /** Members who may do it for another reason: a goal's owner. */
  also?: readonly string[];
  /** May, but must not: a proof is not decided by who asks for the money. */
  not?: readonly string[];
  /** `<module>.<what_waits>`: the web's text of the activity, and the mail's, have this name. */
  kind: string;
  data: ActivityData;
  /** What `finishActivity` is told once it is done. */
  subject: string;
  /** Where it is done: a path within the community's pages, such as `/payments/unmatched`. */
  path: string;
}

/**
 * Something waits for whoever looks after it: on top of their homes, and by mail. As long as one of the kind waits for
 * somebody, the next ones bring no further mail. A job that runs twice calls once.
 */
export async function callToWork(ctx: CommunityContext, call: CallToWork): Promise<void> {
  const { communityId } = ctx;
  const { kind, data, subject } = call;
  // Of active members alone: who has left is told no more, also not of his own goal.
  const wanted = (await permissionsOfMembers(ctx.tx, communityId))
    .filter((one) => allows(new Set(one.permissions), call.permission) || call.also?.includes(one.userId))
    .map(({ userId }) => userId)
    .filter((id) => !call.not?.includes(id));
  const called = await waitingUsers(ctx.tx, communityId, { kind, subject });
  const userIds = wanted.filter((id) => !called.has(id));
  const busy = await waitingUsers(ctx.tx, communityId, { kind });
  await recordActivity(ctx, { communityId, userIds, kind, data, subject, waits: true });
  for (const userId of userIds.filter((id) => !busy.has(id))) await mail(ctx, call, userId);
}

async function mail(ctx: CommunityContext, call: CallToWork, userId: string): Promise<void> {
  const user = await findUser(ctx, userId);
  if (!user) return;
  const { email: to, locale } = user;
  const action = `/app/c/${ctx.communityId}${call.path}`;
  await sendMail(ctx, { to, locale, userId, kind: call.kind, data: wordsOf(call.data, locale), action });
}

function wordsOf(data: ActivityData, locale: string): Record<string, string> {
  const words: Record<string, string> = {};
  for (const [name, value] of Object.entries(data)) {
    if (typeof value === "string") words[name] = value;
    else if (typeof value === "object" && value !== null)
      words[name] = formatMoney({ amount: BigInt(value.amount), currency: value.currency }, locale);
  }
  return words;
}
