import { describe, expect, it } from "vitest";
import { mediaIn } from "./kept-media.ts";

describe("photos kept beside a draft", () => {
  it("come back as they were", () => {
    const kept = [{ id: "1", contentType: "image/webp" }];
    expect(mediaIn(kept)).toEqual(kept);
  });

  it("are left where they are no photos of ours", () => {
    expect(mediaIn(null)).toBeNull();
    expect(mediaIn("photos")).toBeNull();
    expect(mediaIn([null, 7, { id: 1, contentType: "image/webp" }, { id: "2" }])).toEqual([]);
  });
});
