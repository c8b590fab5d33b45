import { attrs, type Html, html, nothing } from "../../platform/html.ts";
import type { Reader } from "../../platform/page-reader.ts";
import { type Box, layoutFlow, round } from "./flow-layout.ts";
import { FLOW_PLACES, type FlowNode, type FlowPlace, type FlowView } from "./flow-view.ts";

/** Okabe and Ito's colours, by name of a token: told apart by everybody, and never alone: each place has its number. */
const COLOURS: Readonly<Record<FlowPlace, string>> = {
  givers: "blue",
  other_goals: "pink",
  platform_cover: "grey",
  escrow: "sky",
  owed: "red",
  provider_fees: "orange",
  platform_fees: "pink",
  refunded: "grey",
  moved_to_goals: "pink",
  disputed: "red",
  in_escrow: "sky",
  released: "blue",
  awaiting_payout: "orange",
  paid_out: "blue",
  not_yet_proven: "orange",
  proven: "green",
};

const SIZE = { width: 860, height: 400, boxWidth: 14, gap: 42, labelRoom: 150 };

/** The picture and the table: the same figures, joined by numbers. */
export function moneySection(flow: FlowView, reader: Reader): Html {
  const nodes = FLOW_PLACES.flatMap((place) => flow.nodes.filter((node) => node.place === place && node.amount > 0n));
  return html`<section class="part" aria-labelledby="money"><h2 id="money">${reader.t("money.title")}</h2>
${
  nodes.length === 0
    ? html`<p class="soft">${reader.t("money.empty")}</p>`
    : [html`<p class="soft">${reader.t("money.intro")}</p>`, picture(flow, nodes, reader), table(flow, nodes, reader)]
}</section>`;
}

function picture(flow: FlowView, nodes: readonly FlowNode[], reader: Reader): Html {
  const layout = layoutFlow(flow, { ...SIZE, mirrored: reader.dir === "rtl" });
  const named = nodes.map(
    (node) =>
      `${nameOf(node, reader)} ${reader.amount({ amount: node.amount, currency: flow.currency }, { short: true })}`,
  );
  const label = reader.t("money.picture", { summary: reader.list(named) });
  const bottom = Math.max(...layout.boxes.map((box) => box.y + Math.max(box.height, 40)));
  return html`<svg ${attrs({ class: "flow", viewBox: `0 0 ${layout.width} ${round(bottom + 4)}`, role: "img", "aria-label": label })}>
${layout.ribbons.map((ribbon) => html`<path class="ribbon f-${COLOURS[ribbon.to]}" d="${ribbon.path}"/>`)}
${layout.boxes.map((box) => boxOf(box, nodes, flow, reader))}
</svg>`;
}

function boxOf(box: Box, nodes: readonly FlowNode[], flow: FlowView, reader: Reader): Html {
  const index = nodes.findIndex((node) => node.place === box.place);
  const node = nodes[index];
  if (!node) return nothing;
  const isMirrored = reader.dir === "rtl";
  const x = isMirrored ? box.x - 8 : box.x + box.width + 8;
  // A box that is lower than its label carries it at its top; a tall one beside its upper end.
  const y = box.y + 14;
  const at = { x: round(x), y: round(y) };
  return html`<rect ${attrs({ class: `f-${COLOURS[box.place]}`, x: round(box.x), y: round(box.y), width: box.width, height: round(box.height), rx: 2 })}/>
<text ${attrs({ ...at, class: "name" })}><tspan class="nr">${index + 1}</tspan> <tspan class="words">${nameOf(node, reader)}</tspan></text>
<text ${attrs({ x: at.x, y: round(y + 19), class: "figure words" })}>${reader.amount({ amount: node.amount, currency: flow.currency }, { short: true })}</text>`;
}

function table(flow: FlowView, nodes: readonly FlowNode[], reader: Reader): Html {
  const rows = nodes.map((node, index) => {
    const name = nameOf(node, reader);
    const amount = reader.money({ amount: node.amount, currency: flow.currency });
    const figure = node.entriesUrl
      ? html`<a href="${node.entriesUrl}" aria-label="${`${reader.t("money.entries", { what: name })} ${reader.amount({ amount: node.amount, currency: flow.currency })}`}">${amount}</a>`
      : amount;
    return html`<tr><th scope="row"><span class="dot d-${COLOURS[node.place]}">${index + 1}</span> ${name}</th><td class="figure">${figure}</td></tr>`;
  });
  return html`<table class="flow-table"><thead class="sr"><tr><th scope="col">${reader.t("money.what")}</th><th scope="col" class="figure">${reader.t("money.amount")}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function nameOf(node: FlowNode, reader: Reader): string {
  return reader.t(`money.node.${node.place}`);
}
