import { describe, expect, it } from "vitest";
import { parseEvent } from "./event-stream.ts";

describe("server-sent events", () => {
  it("are read with their id, name and data", () => {
    const block = 'id: 7\nevent: fundraising.goal_funded\ndata: {"goalId":"1"}';
    expect(parseEvent(block)).toEqual({ id: "7", name: "fundraising.goal_funded", data: '{"goalId":"1"}' });
  });

  it.each(["retry: 2000", ": still here", ""])("are not %j", (block) => {
    expect(parseEvent(block)).toBeNull();
  });
});
