export interface FlowNode {
  id: string;
  amount: number;
}

export interface FlowLink {
  from: string;
  to: string;
  amount: number;
}

export interface Box {
  id: string;
  column: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Ribbon {
  from: string;
  to: string;
  amount: number;
  /** Where it leaves and arrives, from the top of each box. */
  leave: number;
  arrive: number;
  thickness: number;
  path: string;
}

export interface SankeyLayout {
  columns: number;
  boxes: readonly Box[];
  ribbons: readonly Ribbon[];
}

export interface SankeyOptions {
  width: number;
  height: number;
  boxWidth: number;
  gap: number;
  /** Room after the last column for its names. */
  room: number;
  mirrored: boolean;
}

/**
 * Columns of boxes and the ribbons between them. A node stands one column after the last of those that feed it; heights
 * are in proportion to amounts, so what flows in and what flows out of a box is as thick as the box.
 */
export function layoutSankey(
  nodes: readonly FlowNode[],
  links: readonly FlowLink[],
  options: SankeyOptions,
): SankeyLayout {
  const shown = nodes.filter(({ amount }) => amount > 0);
  const known = new Set(shown.map(({ id }) => id));
  const drawn = links.filter(({ from, to, amount }) => amount > 0 && known.has(from) && known.has(to) && from !== to);
  const columnOf = columnsOf(shown, drawn);
  const columns = 1 + Math.max(0, ...columnOf.values());
  const scale = scaleOf(shown, columnOf, columns, options);
  const boxes = placeBoxes(shown, drawn, columnOf, columns, scale, options);
  return { columns, boxes, ribbons: placeRibbons(drawn, boxes, scale, options.mirrored) };
}

/** Longest way from a source. Links in a circle (none is expected) end after as many rounds as there are nodes. */
function columnsOf(nodes: readonly FlowNode[], links: readonly FlowLink[]): Map<string, number> {
  const columns = new Map(nodes.map(({ id }) => [id, 0]));
  for (let round = 0, moved = true; moved && round < nodes.length; round++) {
    moved = false;
    for (const { from, to } of links) {
      const least = (columns.get(from) ?? 0) + 1;
      if ((columns.get(to) ?? 0) >= least || least >= nodes.length) continue;
      columns.set(to, least);
      moved = true;
    }
  }
  return columns;
}

function scaleOf(
  nodes: readonly FlowNode[],
  columnOf: ReadonlyMap<string, number>,
  columns: number,
  { height, gap }: SankeyOptions,
): number {
  let scale = Number.POSITIVE_INFINITY;
  for (let column = 0; column < columns; column++) {
    const here = nodes.filter(({ id }) => columnOf.get(id) === column);
    const sum = here.reduce((total, { amount }) => total + amount, 0);
    const space = Math.max(height - gap * Math.max(0, here.length - 1), height / 4);
    if (sum > 0) scale = Math.min(scale, space / sum);
  }
  return Number.isFinite(scale) ? scale : 0;
}

/** Column by column: each box as near as can be to where its money comes from, so that ribbons run level and seldom cross. */
function placeBoxes(
  nodes: readonly FlowNode[],
  links: readonly FlowLink[],
  columnOf: ReadonlyMap<string, number>,
  columns: number,
  scale: number,
  { width, height: most, boxWidth, gap, room, mirrored }: SankeyOptions,
): Box[] {
  const step = columns > 1 ? (width - room - boxWidth) / (columns - 1) : 0;
  const placed = new Map<string, Box>();
  for (let column = 0; column < columns; column++) {
    const x = mirrored ? width - column * step - boxWidth : column * step;
    const here = nodes
      .filter(({ id }) => columnOf.get(id) === column)
      .map((node) => ({ ...node, wish: wishOf(node.id, links, placed) }));
    const heights = here.map(({ amount }) => amount * scale);
    for (const [index, { id, wish }] of here.entries()) {
      const before = placed.get(here[index - 1]?.id ?? "");
      const below = heights.slice(index).reduce((sum, height) => sum + height + gap, -gap);
      const y = Math.max(before ? before.y + before.height + gap : 0, Math.min(wish, most - below));
      placed.set(id, { id, column, x, y, width: boxWidth, height: heights[index] ?? 0 });
    }
  }
  return nodes.flatMap(({ id }) => placed.get(id) ?? []);
}

/** The top of the box that feeds it most. */
function wishOf(id: string, links: readonly FlowLink[], placed: ReadonlyMap<string, Box>): number {
  const [main] = links.filter(({ to }) => to === id).sort((a, b) => b.amount - a.amount);
  return main ? (placed.get(main.from)?.y ?? 0) : 0;
}

function placeRibbons(links: readonly FlowLink[], boxes: readonly Box[], scale: number, mirrored: boolean): Ribbon[] {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const top = (id: string) => byId.get(id)?.y ?? 0;
  const ordered = [...links].sort((a, b) => top(a.from) - top(b.from) || top(a.to) - top(b.to));
  const left = new Map<string, number>();
  const take = (side: string, thickness: number): number => {
    const at = left.get(side) ?? 0;
    left.set(side, at + thickness);
    return at;
  };
  return ordered.flatMap((link) => {
    const from = byId.get(link.from);
    const to = byId.get(link.to);
    if (!from || !to) return [];
    const thickness = link.amount * scale;
    const leave = take(`out ${link.from}`, thickness);
    const arrive = take(`in ${link.to}`, thickness);
    const [start, end] = mirrored ? [from.x, to.x + to.width] : [from.x + from.width, to.x];
    return [{ ...link, leave, arrive, thickness, path: ribbon(start, from.y + leave, end, to.y + arrive, thickness) }];
  });
}

function ribbon(x1: number, y1: number, x2: number, y2: number, thickness: number): string {
  // A hairline for what would vanish; drawn only, not reckoned with.
  const drawn = Math.max(thickness, 0.75);
  const mid = round((x1 + x2) / 2);
  const [a, b, c, d] = [round(y1), round(y2), round(y2 + drawn), round(y1 + drawn)];
  return `M${round(x1)} ${a}C${mid} ${a} ${mid} ${b} ${round(x2)} ${b}V${c}C${mid} ${c} ${mid} ${d} ${round(x1)} ${d}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
