// Says each breach of the house rules, with the reason for the rule. tools/house-rules.test.ts tests the rules themselves.
import { join } from "node:path";
import { RULES } from "./house-rules/all.ts";
import { diskTree } from "./house-rules/tree.ts";

const tree = diskTree(join(import.meta.dirname, ".."));
const broken = RULES.map((rule) => ({ rule, breaches: rule.check(tree) })).filter(({ breaches }) => breaches.length);
for (const { rule, breaches } of broken)
  console.error(`${rule.name}. ${rule.why}\n${breaches.map((line) => `  ${line}`).join("\n")}\n`);
process.exitCode = broken.length ? 1 : 0;
