import Type, { type Static } from "typebox";
import { decodeCursor, encodeCursor, INSTANT_PART, INTEGER_PART, TEXT_PART } from "../../platform/cursor.ts";
import { refuse } from "../../platform/errors.ts";
import type { Names } from "../../platform/names.ts";
import { type Route, route } from "../../platform/route.ts";
import { nameAccounts } from "../name-accounts.ts";
import { CommunityParams, Day } from "../schemas.ts";
import { amountOut } from "./amount-out.ts";
import { isDay } from "./days.ts";
import { FIRST } from "./entry-position.ts";
import {
  type LedgerLine,
  type LedgerPosition,
  type LedgerSection,
  ledgerLines,
  ledgerSections,
} from "./general-ledger.ts";
import { AccountCode, AskedCursor, Cursor, GeneralLedgerAccount, type GeneralLedgerEntry, Limit } from "./schemas.ts";

/** On a page: each is two figures at a date. */
const MOST_ACCOUNTS = 20;

export const generalLedgerRoute = (names: Names): Route =>
  route({
    method: "GET",
    path: "/v1/communities/{communityId}/ledger/general-ledger",
    operationId: "getGeneralLedger",
    summary:
      "The general ledger of a period: every account with its opening balance, its entries and its closing balance",
    description:
      "By the days that count, both included: `from=2026-03-01&to=2026-03-31`. Accounts by code, their entries by day; an account that stood " +
      "at nothing and did not move is left out. A page has `limit` entries and twenty accounts at the most; where an account goes on from " +
      "the page before, `continued` says so. `under=bank` shows one account, or one branch of the chart.",
    entry: "member",
    permission: "ledger.view",
    params: CommunityParams,
    query: Type.Object({
      from: Day("The first day"),
      to: Day("The last day"),
      under: Type.Optional(AccountCode),
      limit: Limit,
      after: AskedCursor,
    }),
    response: Type.Object({ items: Type.Array(GeneralLedgerAccount), next: Cursor }),
    async handle(ctx, { query }) {
      const { limit = 50, under = null, ...period } = query;
      if (period.from > period.to) throw refuse("period_ends_before_it_begins", { pointer: "#/to" });
      const after = positionOf(query.after);
      const sections = await ledgerSections(ctx, period, { under, after, limit: MOST_ACCOUNTS + 1 });
      const shown = sections.slice(0, MOST_ACCOUNTS);
      const from = shown[0]?.code === after?.code && shown[0]?.currency === after?.currency ? after?.entry : null;
      const accountIds = shown.map(({ id }) => id);
      const lines = await ledgerLines(ctx, period, { accountIds, after: from ?? null, limit: limit + 1 });
      const page = pageOf(shown, lines, { limit, from: from ?? null, isLast: sections.length <= MOST_ACCOUNTS });
      const named = await nameAccounts(ctx, names, page.sections);
      return { items: named.map(sectionOut), next: page.next ? cursorOf(page.next) : null };
    },
  });

interface ShownLine extends LedgerLine {
  balance: bigint;
}

interface ShownSection extends LedgerSection {
  continued: boolean;
  lines: ShownLine[];
}

/** The accounts as far as the entries reach, each entry with the balance after it, and where the next page goes on. */
function pageOf(
  sections: readonly LedgerSection[],
  lines: readonly LedgerLine[],
  { limit, from, isLast }: { limit: number; from: LedgerPosition["entry"]; isLast: boolean },
): { sections: ShownSection[]; next: LedgerPosition | null } {
  const further = lines[limit];
  const shown = Map.groupBy(lines.slice(0, limit), (line) => line.account_id);
  const result: ShownSection[] = [];
  for (const section of sections) {
    const continued = from !== null && result.length === 0;
    const own = withBalances(section, shown.get(section.id) ?? [], continued ? from.balance : section.opening);
    const last = own.at(-1);
    const isCut = section.id === further?.account_id;
    // An account of which nothing fits any more begins on the next page.
    if (isCut && !last) return { sections: result, next: endOf(result.at(-1)) };
    result.push({ ...section, continued, lines: own });
    if (isCut && last) {
      const entry = { day: last.effective_date, seq: last.seq, at: last.at, balance: last.balance };
      return { sections: result, next: { code: section.code, currency: section.currency, entry } };
    }
  }
  return { sections: result, next: isLast ? null : endOf(result.at(-1)) };
}

function endOf(section: LedgerSection | undefined): LedgerPosition | null {
  return section ? { code: section.code, currency: section.currency, entry: null } : null;
}

function withBalances(section: LedgerSection, lines: readonly LedgerLine[], opening: bigint): ShownLine[] {
  let balance = opening;
  return lines.map((line) => {
    balance += line.is_debit === (section.normal_side === "debit") ? line.amount : -line.amount;
    return { ...line, balance };
  });
}

function sectionOut(section: ShownSection): Static<typeof GeneralLedgerAccount> {
  return {
    accountId: section.id,
    code: section.code,
    name: section.name,
    currency: section.currency,
    normalSide: section.normal_side === "debit" ? "DEBIT" : "CREDIT",
    opening: amountOut(section.opening),
    closing: amountOut(section.closing),
    continued: section.continued,
    entries: section.lines.map(lineOut),
  };
}

function lineOut(line: ShownLine): Static<typeof GeneralLedgerEntry> {
  return {
    id: `${line.account_id}-${line.seq}`,
    transactionId: line.transaction_id,
    kind: line.kind,
    description: line.description,
    reference: line.reference,
    effectiveDate: line.effective_date,
    recordedAt: line.recorded_at.toISOString(),
    entryType: line.is_debit ? "DEBIT" : "CREDIT",
    amount: Number(line.amount),
    label: line.label,
    balance: amountOut(line.balance),
  };
}

const DAY_OR_NOTHING = /^(\d{4}-\d{2}-\d{2})?$/;
const PARTS = [TEXT_PART, TEXT_PART, DAY_OR_NOTHING, INTEGER_PART, INSTANT_PART, INTEGER_PART];

function cursorOf({ code, currency, entry }: LedgerPosition): string {
  const place = entry ? [entry.day, `${entry.seq}`, entry.at, `${entry.balance}`] : ["", "0", FIRST.at, "0"];
  return encodeCursor([code, currency, ...place]);
}

function positionOf(cursor: string | undefined): LedgerPosition | null {
  const [code = "", currency = "", day = "", seq = "0", at = FIRST.at, balance = "0"] =
    decodeCursor(cursor, PARTS) ?? [];
  if (cursor === undefined) return null;
  if ((day !== "" && !isDay(day)) || !isDay(at.slice(0, 10)))
    throw refuse("invalid_cursor", { status: 400, pointer: "#/after" });
  return { code, currency, entry: day === "" ? null : { day, seq: BigInt(seq), at, balance: BigInt(balance) } };
}
