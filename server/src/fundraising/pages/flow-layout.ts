import { FLOW_PLACES, type FlowLink, type FlowPlace, type FlowView } from "./flow-view.ts";

/** From the start of the line to its end: who gave, what is held, what became of it, who was paid, what was shown. */
const COLUMNS: Readonly<Record<FlowPlace, number>> = {
  givers: 0,
  other_goals: 0,
  platform_cover: 0,
  escrow: 1,
  owed: 1,
  provider_fees: 2,
  platform_fees: 2,
  refunded: 2,
  moved_to_goals: 2,
  disputed: 2,
  in_escrow: 2,
  released: 2,
  awaiting_payout: 3,
  paid_out: 3,
  not_yet_proven: 4,
  proven: 4,
};

export interface Box {
  place: FlowPlace;
  column: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Ribbon {
  to: FlowPlace;
  path: string;
}

export interface FlowLayout {
  width: number;
  height: number;
  boxes: readonly Box[];
  ribbons: readonly Ribbon[];
}

export interface LayoutOptions {
  width: number;
  height: number;
  boxWidth: number;
  /** Between the boxes of a column: room for a label of two lines. */
  gap: number;
  /** Room at the end for the last column's labels. */
  labelRoom: number;
  mirrored: boolean;
}

/** Least height, so that a small fee is still seen. */
const LEAST = 3;

/** Places boxes and ribbons. Heights are in proportion to the amounts (number is exact enough to draw with). */
export function layoutFlow(flow: FlowView, options: LayoutOptions): FlowLayout {
  const present = FLOW_PLACES.flatMap((place) => flow.nodes.filter((node) => node.place === place && node.amount > 0n));
  const lastColumn = Math.max(1, ...present.map((node) => COLUMNS[node.place]));
  const columns = Array.from({ length: lastColumn + 1 }, (_, column) =>
    present.filter((node) => COLUMNS[node.place] === column),
  );
  const scale = Math.min(
    ...columns.map((nodes) =>
      scaleOf(
        nodes.map((node) => node.amount),
        options,
      ),
    ),
  );
  const step = (options.width - options.labelRoom - options.boxWidth) / lastColumn;
  const boxes = columns.flatMap((nodes, column) => {
    let y = 1;
    return nodes.map(({ place, amount }) => {
      const height = Math.max(LEAST, Number(amount) * scale);
      const x = column * step;
      const box = {
        place,
        column,
        x: options.mirrored ? options.width - x - options.boxWidth : x,
        y,
        width: options.boxWidth,
        height,
      };
      y += height + options.gap;
      return box;
    });
  });
  return {
    width: options.width,
    height: options.height,
    boxes,
    ribbons: ribbonsOf(flow.links, boxes, scale, options.mirrored),
  };
}

function scaleOf(amounts: readonly bigint[], options: LayoutOptions): number {
  const total = amounts.reduce((sum, amount) => sum + Number(amount), 0);
  const room = options.height - options.gap * Math.max(0, amounts.length) - LEAST * amounts.length;
  return total === 0 ? Number.POSITIVE_INFINITY : Math.max(room, 40) / total;
}

function ribbonsOf(links: readonly FlowLink[], boxes: readonly Box[], scale: number, mirrored: boolean): Ribbon[] {
  const used = new Map<string, number>();
  const order = new Map(boxes.map((box, index) => [box.place, index]));
  const sorted = links
    .filter((link) => link.amount > 0n && order.has(link.from) && order.has(link.to))
    .sort(
      (a, b) => (order.get(a.from) ?? 0) - (order.get(b.from) ?? 0) || (order.get(a.to) ?? 0) - (order.get(b.to) ?? 0),
    );
  return sorted.flatMap((link) => {
    const from = boxes.find((box) => box.place === link.from);
    const to = boxes.find((box) => box.place === link.to);
    if (!from || !to) return [];
    const height = Math.max(1, Number(link.amount) * scale);
    const leave = take(used, `from ${link.from}`, height);
    const arrive = take(used, `to ${link.to}`, height);
    const [start, end] = mirrored ? [from.x, to.x + to.width] : [from.x + from.width, to.x];
    return [{ to: link.to, path: ribbon(start, from.y + leave, end, to.y + arrive, height) }];
  });
}

function take(used: Map<string, number>, side: string, height: number): number {
  const offset = used.get(side) ?? 0;
  used.set(side, offset + height);
  return offset;
}

function ribbon(x1: number, y1: number, x2: number, y2: number, height: number): string {
  const mid = round((x1 + x2) / 2);
  const [a, b, c, d] = [round(y1), round(y2), round(y2 + height), round(y1 + height)];
  return `M${round(x1)} ${a}C${mid} ${a} ${mid} ${b} ${round(x2)} ${b}V${c}C${mid} ${c} ${mid} ${d} ${round(x1)} ${d}Z`;
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
