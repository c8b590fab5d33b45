import { describe, expect, it } from "vitest";
import { type Sharing, shareOrCopy } from "./share.ts";

const what = { title: "Roof", url: "https://ours.example/g/roof" };

function browser(offers: { share?: Error | null; copy?: Error | null }): { sharing: Sharing; done: string[] } {
  const done: string[] = [];
  const act = (fault: Error | null, word: string) => async () => {
    if (fault) throw fault;
    done.push(word);
  };
  const { share, copy } = offers;
  const sharing = {
    ...(share === undefined ? {} : { share: act(share, "shared") }),
    ...(copy === undefined ? {} : { clipboard: { writeText: act(copy, "copied") } }),
  };
  return { sharing, done };
}

describe("sharing a link", () => {
  it.each([
    ["goes the telephone's way", { share: null, copy: null }, "shared", ["shared"]],
    ["copies where there is none", { copy: null }, "copied", ["copied"]],
    ["copies where it is refused", { share: new Error("not allowed"), copy: null }, "copied", ["copied"]],
    ["does nothing when the person closes it", { share: new DOMException("", "AbortError"), copy: null }, "closed", []],
    ["says so where nothing works", { copy: new Error("not allowed") }, "failed", []],
    ["says so where nothing is offered", {}, "failed", []],
  ] as const)("%s", async (_, offers, answer, done) => {
    const stub = browser(offers);
    expect(await shareOrCopy(what, stub.sharing)).toBe(answer);
    expect(stub.done).toEqual(done);
  });
});
