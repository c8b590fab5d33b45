import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FlowLink, type FlowNode, layoutSankey, type SankeyOptions } from "./sankey-layout.ts";

const OPTIONS: SankeyOptions = { width: 800, height: 400, boxWidth: 14, gap: 20, room: 120, mirrored: false };
const near = (a: number, b: number) => Math.abs(a - b) < 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));

/** Money that goes from givers through escrow into parts, as a goal's does; every node's sum is kept. */
const flow = fc.array(fc.integer({ min: 0, max: 10_000_000_000 }), { minLength: 1, maxLength: 8 }).map((parts) => {
  const total = parts.reduce((sum, part) => sum + part, 0);
  const links: FlowLink[] = [
    { from: "givers", to: "escrow", amount: total },
    ...parts.map((amount, index) => ({ from: "escrow", to: `part${index}`, amount })),
  ];
  const nodes: FlowNode[] = [
    { id: "givers", amount: total },
    { id: "escrow", amount: total },
    ...parts.map((amount, index) => ({ id: `part${index}`, amount })),
  ];
  return { nodes, links, total };
});

describe("the layout of a flow", () => {
  it("keeps sums: ribbons in and out of a box are as thick as the box", () => {
    fc.assert(
      fc.property(flow, fc.boolean(), ({ nodes, links }, mirrored) => {
        const { boxes, ribbons } = layoutSankey(nodes, links, { ...OPTIONS, mirrored });
        for (const box of boxes) {
          const sum = (side: "from" | "to") =>
            ribbons.filter((r) => r[side] === box.id).reduce((all, r) => all + r.thickness, 0);
          if (sum("to") > 0) expect(near(sum("to"), box.height)).toBe(true);
          if (sum("from") > 0) expect(near(sum("from"), box.height)).toBe(true);
        }
      }),
    );
  });

  it("draws every amount on one scale and nothing outside the picture", () => {
    fc.assert(
      fc.property(flow, ({ nodes, links }) => {
        const { boxes } = layoutSankey(nodes, links, OPTIONS);
        const scales = boxes.map((box) => box.height / (nodes.find(({ id }) => id === box.id)?.amount ?? 1));
        for (const scale of scales) expect(near(scale, scales[0] ?? 0)).toBe(true);
        for (const box of boxes)
          expect(box.x >= 0 && box.x + box.width <= OPTIONS.width && box.y + box.height <= OPTIONS.height + 1e-6).toBe(
            true,
          );
      }),
    );
  });

  it("lets no two boxes of a column overlap", () => {
    fc.assert(
      fc.property(flow, ({ nodes, links }) => {
        const { boxes } = layoutSankey(nodes, links, OPTIONS);
        for (const a of boxes) {
          for (const b of boxes) {
            if (a === b || a.column !== b.column || a.y > b.y) continue;
            expect(a.y + a.height).toBeLessThanOrEqual(b.y + 1e-9);
          }
        }
      }),
    );
  });

  it("mirrors for right-to-left: same heights, opposite side", () => {
    const nodes = [
      { id: "a", amount: 5 },
      { id: "b", amount: 5 },
    ];
    const links = [{ from: "a", to: "b", amount: 5 }];
    const there = layoutSankey(nodes, links, OPTIONS);
    const back = layoutSankey(nodes, links, { ...OPTIONS, mirrored: true });
    for (const [index, box] of there.boxes.entries()) {
      expect(back.boxes[index]?.x).toBeCloseTo(OPTIONS.width - box.x - box.width);
      expect(back.boxes[index]?.height).toBe(box.height);
    }
  });

  it("ends on links that go in a circle, and draws nothing of nothing", () => {
    const nodes = [
      { id: "a", amount: 1 },
      { id: "b", amount: 1 },
    ];
    const links = [
      { from: "a", to: "b", amount: 1 },
      { from: "b", to: "a", amount: 1 },
    ];
    expect(layoutSankey(nodes, links, OPTIONS).boxes).toHaveLength(2);
    expect(layoutSankey([], [], OPTIONS)).toEqual({ columns: 1, boxes: [], ribbons: [] });
  });
});
