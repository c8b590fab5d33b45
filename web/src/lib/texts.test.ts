import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const SOURCE = join(import.meta.dirname, "..");
const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" });
const catalogues = new Map(
  files
    .filter((file) => file.endsWith("texts/en.json"))
    .map((file) => [file.split("/")[0] ?? "", keysOf(JSON.parse(readFileSync(join(SOURCE, file), "utf8")))]),
);

function keysOf(value: unknown, prefix = ""): string[] {
  if (typeof value !== "object" || value === null) return [prefix];
  return Object.entries(value).flatMap(([name, inner]) => keysOf(inner, prefix ? `${prefix}.${name}` : name));
}

/** `t("goal.title")` and, as far as it is written out, t(`goalStatus.${status}`); plurals count by their stem. */
function usesIn(file: string): { namespace: string; key: string; isStem: boolean }[] {
  const code = readFileSync(join(SOURCE, file), "utf8");
  const usual = /useTranslation\("(\w+)"\)/.exec(code)?.[1];
  return [...code.matchAll(/\bt\(\s*(?:"([^"]+)"|`([^`]+)`)/g)].flatMap(([, plain, pattern]) => {
    const [first = "", second] = (plain ?? pattern ?? "").split(":");
    const namespace = second === undefined ? usual : first;
    const text = second ?? first;
    const key = text.split("${")[0] ?? "";
    return namespace && key ? [{ namespace, key, isStem: text.includes("${") }] : [];
  });
}

describe("texts", () => {
  const scripts = files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".test.ts"));

  it.each(scripts.filter((file) => usesIn(file).length > 0))("%s asks for texts that are there", (file) => {
    const missing = usesIn(file).filter(({ namespace, key, isStem }) => {
      const keys = catalogues.get(namespace) ?? [];
      return !keys.some((known) =>
        isStem ? known.startsWith(key) : known === key || known.replace(/_(?:one|two|other)$/, "") === key,
      );
    });
    expect(missing).toEqual([]);
  });
});
