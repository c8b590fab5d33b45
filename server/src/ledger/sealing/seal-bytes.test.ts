import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { type SealPart, sealHash } from "./seal-bytes.ts";
import { parsePublished, publishedLine } from "./verify/published.ts";

const communityId = "0193e4c4-0000-7000-8000-000000000001";

function leaf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

async function* parts(): AsyncGenerator<SealPart> {
  yield {
    id: "0193e4c4-0000-7000-8000-0000000000b1",
    format: 1,
    leaves: Buffer.concat([leaf("a"), leaf("b")]),
  };
  yield { id: "0193e4c4-0000-7000-8000-0000000000b2", format: 1, leaves: leaf("c") };
}

it("a seal's hash is that of the bytes in the README: this one was made by another program", async () => {
  const sealedAt = new Date(1_763_744_829_123);
  const hash = await sealHash({ communityId, n: 7n, sealedAt, previous: Buffer.alloc(32, 0x11) }, parts());
  expect(hash.toString("hex")).toBe("fb16480c7a97742daaeb5411ec750377eddb48e58ee3c1248b8cedca0f2f3ce8");
});

it("a published line is read again, with or without what follows the hash", () => {
  const hash = leaf("a").toString("hex");
  const line = publishedLine({ n: 7n, hash, sealedAt: new Date(0), communityId });
  expect(line).toBe(`7:${hash} 1970-01-01T00:00:00.000Z ${communityId}`);
  expect(parsePublished(`# kept\n\n${line}\r\n8:${hash.toUpperCase()}\n9:${hash} ${communityId}`)).toEqual([
    { n: 7n, hash, communityId },
    { n: 8n, hash, communityId: null },
    { n: 9n, hash, communityId },
  ]);
  expect(parsePublished(`${line}\n7:abc`)).toBeNull();
});
