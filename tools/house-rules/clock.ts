import ts from "typescript";
import layers from "../lib/layers.cjs";
import { lineOf, nodesOf, syntaxOf } from "./syntax.ts";
import { isTest, isTyped, type Rule } from "./tree.ts";

const MODULE = new RegExp(`^server/src/(?:${layers.MODULES.join("|")})/`);

export const clockIsHanded: Rule = {
  name: "no module asks the clock or chance",
  why: "Time is `ctx.now`, ids are `ctx.newId()`: what asks by itself cannot be tested at midnight, nor played again.",
  check: (tree) =>
    tree.files
      // A check of the live data stands outside of any command: it has no context to ask.
      .filter((file) => MODULE.test(file) && isTyped(file) && !isTest(file) && !/\/testing\/|\/checks\.ts$/.test(file))
      .flatMap((file) =>
        [...nodesOf(syntaxOf(tree, file))].filter(asks).map((node) => `${file}:${lineOf(node)}: ${node.getText()}`),
      ),
};

function asks(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === "Date" && !node.arguments?.length;
  if (!ts.isCallExpression(node)) return false;
  return /^(?:Date\.now|Math\.random|(?:crypto\.)?randomUUID(?:v7)?)$/.test(node.expression.getText());
}
