import QRCode from "qrcode";
import { dir } from "../platform/direction.ts";
import { formatDate, formatInstant, formatMoney } from "../platform/format.ts";
import { type Locale, t } from "../platform/i18n.ts";
import type { Money } from "../platform/money.ts";
import { renderPdf } from "./render.ts";

/** What is printed on a receipt. A product hands over facts; the words, figures and dates are made here. */
export interface ReceiptFacts {
  locale: Locale;
  timeZone: string;
  paper: "a4" | "a5";
  number: string;
  issuedAt: Date;
  paidAt: Date;
  community: string;
  /** Null: gave no name. */
  giver: string | null;
  goal: string;
  owner: string;
  provider: string;
  reference: string;
  gift: Money;
  /** Added by the giver for the fees. */
  feeCover: Money;
  paid: Money;
  platformFee: Money;
  providerFee: Money;
  net: Money;
  /** Signed address at which the books' own word can be read. */
  verifyUrl: string;
  /** What has become of it since, such as a refund; null: nothing. */
  notice: string | null;
}

export async function receiptPdf(facts: ReceiptFacts): Promise<Uint8Array> {
  const qr = await QRCode.toString(facts.verifyUrl, { type: "svg", margin: 0, errorCorrectionLevel: "M" });
  return renderPdf({ template: "receipt", data: { ...receiptData(facts), qr }, at: facts.issuedAt });
}

/** Everything as text in the reader's language, for the template only to place. */
export function receiptData(facts: ReceiptFacts) {
  const { locale, timeZone } = facts;
  const word = (key: string, params?: Record<string, string>) => t(locale, "documents", `receipt.${key}`, params);
  const money = (amount: Money) => formatMoney(amount, locale);
  const row = (key: string, value: string) => ({ label: word(key), value });
  const sum = (key: string, amount: Money) => (amount.amount === 0n ? [] : [row(key, money(amount))]);
  return {
    lang: locale,
    dir: dir(locale),
    paper: facts.paper,
    title: word("title", { number: facts.number }),
    heading: word("heading"),
    community: facts.community,
    number: facts.number,
    notice: facts.notice,
    amount: money(facts.paid),
    amountNote: word("paidOn", { date: formatDate(facts.paidAt, locale, timeZone) }),
    facts: [
      row("from", facts.giver ?? word("fromUnnamed")),
      row("goal", facts.goal),
      row("owner", facts.owner),
      row("issued", formatInstant(facts.issuedAt, locale, timeZone)),
      row("provider", facts.provider),
      row("reference", facts.reference),
    ],
    lines: [row("gift", money(facts.gift)), ...sum("feeCover", facts.feeCover)],
    total: row("paid", money(facts.paid)),
    parts: [
      ...sum("platformFee", facts.platformFee),
      ...sum("providerFee", facts.providerFee),
      row("net", money(facts.net)),
    ],
    verifyLabel: word("verify"),
    verifyHelp: word("verifyHelp"),
    verifyUrl: facts.verifyUrl,
    footer: word("footer", { community: facts.community }),
  };
}
