import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attrs, html, path, raw, safeUrl } from "./html.ts";

const HOSTILE = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: fc.constantFrom("<", ">", '"', "'", "`", "&", "=", " ", "/", "a", "\n", "-", "!"), maxLength: 30 }),
  fc.constantFrom("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</title><b>", "${1}", "&lt;"),
);

/** What a browser reads back: the few entities that we write. */
const readBack = (text: string) =>
  text.replace(
    /&(lt|gt|quot|amp|#39|#96);/g,
    (_, name: string) => ({ lt: "<", gt: ">", quot: '"', amp: "&", "#39": "'", "#96": "`" })[name] ?? "",
  );

describe("html", () => {
  it("lets no text become markup, and loses none of it", () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        const inside = /^<p>([\s\S]*)<\/p>$/.exec(html`<p>${text}</p>`.toString())?.[1] ?? "(no match)";
        expect(inside).not.toMatch(/[<>"'`]/);
        expect(readBack(inside)).toBe(text);
      }),
    );
  });

  it("lets no value leave its attribute", () => {
    fc.assert(
      fc.property(HOSTILE, HOSTILE, (one, two) => {
        const single = /^<i title='([\s\S]*)' data-x="y">$/.exec(html`<i title='${one}' data-x="y">`.toString());
        expect(readBack(single?.[1] ?? "(no match)")).toBe(one);
        expect(single?.[1]).not.toMatch(/['"<>]/);
        const many = html`<input ${attrs({ value: one, "data-two": two })}>`.toString();
        expect(many.match(/"/g)).toHaveLength(4);
        expect(many.match(/[<>]/g)).toHaveLength(2);
      }),
    );
  });

  it("nests fragments and lists, and prints nothing for nothing", () => {
    const items = ["a", "<b>"].map((item) => html`<li>${item}</li>`);
    expect(html`<ul>${items}${null}${false}${undefined}${0}</ul>`.toString()).toBe(
      "<ul><li>a</li><li>&lt;b&gt;</li>0</ul>",
    );
    expect(html`${raw("<hr>")}${"<hr>"}`.toString()).toBe("<hr>&lt;hr&gt;");
  });

  it("writes attributes that are true by name alone", () => {
    const shown = html`<input ${attrs({ required: true, disabled: false, value: "a&b", min: 0, max: null })}>`;
    expect(shown.toString()).toBe('<input required value="a&amp;b" min="0">');
  });

  it("takes a template that cannot be made safe for a mistake", () => {
    const x = "x";
    expect(() => html`<a href=${x}>`).toThrow("quotes");
    expect(() => html`<a href="/g/${x}">`).toThrow("path");
    expect(() => html`<a onclick="${x}">`).toThrow("onclick");
    expect(() => html`<a style="${x}">`).toThrow("style");
    expect(() => html`<script>${x}</script>`).toThrow("content of script");
    expect(() => html`<style>a{color:${x}}</style>`).toThrow("content of style");
    expect(() => html`<!-- ${x} -->`).toThrow("comments");
    expect(() => html`<p title="${x}`).toThrow("close");
    expect(() => html`<p ${x}>`).toThrow("attrs");
    expect(() => html`<p title="${html`<b>`}">`).toThrow("text, not HTML");
    expect(() => html`<p>${attrs({ id: "a" })}</p>`).toThrow("inside a tag");
    expect(() => attrs({ onload: "x" })).toThrow("onload");
    expect(() => attrs({ "a b": "x" })).toThrow("a b");
    expect(html`<script src="${"/a.js"}" defer></script><p>${x}</p>`.toString()).toContain("<p>x</p>");
  });
});

describe("addresses", () => {
  it.each([
    ["/g/roof", true],
    ["#give", true],
    ["?lang=sw", true],
    ["https://example.org/a?b=c", true],
    ["mailto:a@b.c", true],
    ["javascript:alert(1)", false],
    ["JavaScript:alert(1)", false],
    ["java\nscript:alert(1)", false],
    [" javascript:alert(1)", false],
    ["data:text/html,x", false],
    ["//evil.example", false],
    ["/\\evil.example", false],
    ["/a\t/b", false],
    ["roof", false],
  ])("%j is followed: %s", (url, followed) => {
    expect(safeUrl(url)).toBe(followed ? url : "about:invalid");
  });

  it("are checked wherever they stand", () => {
    const url = "javascript:alert(1)";
    expect(html`<a href="${url}">`.toString()).toBe('<a href="about:invalid">');
    expect(html`<img ${attrs({ src: url })}>`.toString()).toBe('<img src="about:invalid">');
    expect(html`<form action="${url}"><button formaction="${url}">`.toString()).not.toContain("javascript");
  });

  it("of this site take every value as one segment", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (slug) => {
        const url = path`/g/${slug}/gifts`;
        expect(url.split("/")).toHaveLength(4);
        expect(decodeURIComponent(url.split("/")[2] ?? "")).toBe(slug);
      }),
    );
  });
});
