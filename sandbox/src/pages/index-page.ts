import { type Behaviour, behavioursOf, digitsFor, KINDS, type Kind } from "../behaviours.ts";
import { figure } from "../money.ts";
import { type Html, html, type Piece } from "./html.ts";
import { layout } from "./layout.ts";
import { newMerchantForm, webhookForm } from "./merchant-forms.ts";

export interface MoneyRow {
  merchant: string;
  reference: string;
  amount: number;
  currency: string;
  status: string;
  behaviour: Behaviour;
  createdAt: string;
  /** Where the payer can go on; null where there is nothing to go on with. */
  checkoutUrl: string | null;
}

export interface EventRow {
  merchant: string;
  event: string;
  reference: string;
  createdAt: string;
  deliveries: readonly string[];
}

export interface MerchantRow {
  id: string;
  mode: string;
  webhookUrl: string | null;
  balances: readonly { currency: string; balance: number; reserved: number }[];
}

export interface IndexModel {
  charges: readonly MoneyRow[];
  refunds: readonly MoneyRow[];
  payouts: readonly MoneyRow[];
  events: readonly EventRow[];
  merchants: readonly MerchantRow[];
}

/** For the person who runs it: what it is, what happened lately, what the amounts do. English only, a tool's page. */
export function indexPage(model: IndexModel): string {
  const body = html`
    <header><p class="notice">A test provider: no real money moves.</p></header>
    <main class="books">
      <h1>The sandbox provider</h1>
      <p>A payment provider to build and test against: hosted checkout, signed webhooks, refunds, payouts, disputes, and all that can go
      wrong with them. The wire protocol is in its <code>README.md</code>.</p>
      <div class="tables">${newMerchantForm()}${webhookForm("")}</div>
      <h2>Merchants</h2>
      ${table(["merchant", "mode", "webhooks go to", "#balance", "#reserved"], model.merchants.map(merchantCells))}
      <h2>Charges</h2>
      ${money(model.charges)}
      <h2>Refunds</h2>
      ${money(model.refunds)}
      <h2>Payouts</h2>
      ${money(model.payouts)}
      <h2>Webhooks</h2>
      ${table(
        ["time", "event", "reference", "merchant", "deliveries"],
        model.events.map((one) => [
          one.createdAt,
          one.event,
          html`<code>${one.reference}</code>`,
          html`<code>${one.merchant}</code>`,
          one.deliveries.length === 0 ? "none" : one.deliveries.map((line) => html`<div>${line}</div>`),
        ]),
      )}
      <h2>Amounts that provoke</h2>
      <p>The last three digits of an amount, in minor units, choose what goes wrong: KES 1,099.01 is a declined card.</p>
      <div class="tables">${KINDS.map(behaviours)}</div>
    </main>`;
  return layout({ title: "Sandbox provider", lang: "en", direction: "ltr", body });
}

function merchantCells(one: MerchantRow): Piece[] {
  const sums = (of: "balance" | "reserved") =>
    one.balances.map((each) => html`<div>${each.currency} ${sum(each[of], each.currency)}</div>`);
  return [html`<code>${one.id}</code>`, one.mode, one.webhookUrl ?? "nowhere", sums("balance"), sums("reserved")];
}

function money(rows: readonly MoneyRow[]): Html {
  return table(
    ["time", "reference", "#amount", "status", "behaviour", "merchant", "page"],
    rows.map((row) => [
      row.createdAt,
      html`<code>${row.reference}</code>`,
      html`${row.currency} ${sum(row.amount, row.currency)}`,
      row.status,
      row.behaviour === "normal" ? "" : html`<code>${row.behaviour}</code>`,
      html`<code>${row.merchant}</code>`,
      row.checkoutUrl === null ? "" : html`<a href="${row.checkoutUrl}">checkout</a>`,
    ]),
  );
}

function behaviours(kind: Kind): Html {
  const names = behavioursOf(kind).filter((name) => name !== "normal");
  return html`<div>${table(
    [`${kind}s that end in`, "behaviour"],
    names.map((name) => [digitsFor(kind, name), html`<code>${name}</code>`]),
  )}</div>`;
}

/** A head that begins with # is of numbers. */
function table(heads: readonly string[], rows: readonly (readonly Piece[])[]): Html {
  const style = (index: number) => (heads[index]?.startsWith("#") === true ? html` class="number"` : null);
  const head = heads.map((one, index) => html`<th scope="col"${style(index)}>${one.replace("#", "")}</th>`);
  const line = (cells: readonly Piece[]) =>
    html`<tr>${cells.map((cell, index) => html`<td${style(index)}>${cell}</td>`)}</tr>`;
  const empty = html`<tr><td colspan="${heads.length}">Nothing yet.</td></tr>`;
  return html`<div class="scroll" tabindex="0" role="group"><table><thead><tr>${head}</tr></thead><tbody>${rows.length === 0 ? empty : rows.map(line)}</tbody></table></div>`;
}

function sum(amount: number, currency: string): string {
  return figure(amount, currency, "en");
}
