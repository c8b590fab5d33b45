import type { FastifyReply, FastifyRequest } from "fastify";
import { notFound } from "../platform/errors.ts";
import { toDecimal } from "../platform/format.ts";
import { exponentOf } from "../platform/money.ts";
import type { EntryPoint, Services } from "../platform/services.ts";
import { entryOf, idIn } from "./file-caller.ts";
import type { Gift } from "./gift.ts";
import { requireOwnerOr } from "./policy.ts";
import { listGifts } from "./queries/gifts.ts";
import { visibleGoal } from "./queries/load.ts";

const BATCH = 500;
const COLUMNS = [
  "id",
  "created_at",
  "paid_at",
  "status",
  "amount",
  "currency",
  "platform_fee",
  "provider_fee",
  "refunded",
  "name",
  "message",
];

/** All gifts of a goal for its owner, newest first, a transaction a batch: a long list holds none open. */
export async function exportGifts(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const entry = await entryOf(services, request, "member");
  const goalId = idIn(request, "goalId");
  // The first batch is read before the answer begins, so that a refusal is a problem and not half a file.
  const first = await batch(services, entry, goalId, null);
  async function* lines(): AsyncGenerator<string> {
    yield `${COLUMNS.join(",")}\r\n`;
    let gifts = first;
    while (gifts.length > 0) {
      yield gifts.map((gift) => `${rowOf(gift).map(cell).join(",")}\r\n`).join("");
      const last = gifts.at(-1);
      if (!last || gifts.length < BATCH) return;
      gifts = await batch(services, entry, goalId, last);
    }
  }
  reply.headers({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="gifts-${goalId}.csv"`,
  });
  return reply.send(ReadableStream.from(lines()));
}

function batch(
  services: Services,
  entry: Extract<EntryPoint, { communityId: string }>,
  goalId: string,
  last: Gift | null,
): Promise<Gift[]> {
  return services.inCommunity(entry, async (ctx) => {
    const goal = await visibleGoal(ctx, goalId);
    if (!goal.publishedAt) throw notFound();
    requireOwnerOr(ctx, goal, "fundraising.view_gifts");
    return listGifts(ctx, {
      goalId,
      limit: BATCH,
      ...(last ? { before: { createdAt: last.createdAt, id: last.id } } : {}),
    });
  });
}

function rowOf(gift: Gift): string[] {
  const money = (amount: bigint | null) => (amount === null ? "" : toDecimal(amount, exponentOf(gift.currency)));
  return [
    gift.id,
    gift.createdAt.toISOString(),
    gift.paidAt?.toISOString() ?? "",
    gift.status,
    money(gift.amount),
    gift.currency,
    money(gift.platformFee),
    money(gift.providerFee),
    money(gift.refundAmount),
    gift.isAnonymous ? "" : (gift.publicName ?? ""),
    gift.message ?? "",
  ];
}

/** Quoted; and what a spreadsheet would take for a formula is made text. */
export function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && !/^-?\d/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
