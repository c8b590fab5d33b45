import ts from "typescript";
import { endLineOf, lineOf, nodesOf, syntaxOf } from "./syntax.ts";
import { isScript, isTest, isTyped, type Rule } from "./tree.ts";

const MOST_LINES = 300;
const MOST_TEST_LINES = 600;
const MOST_FUNCTION_LINES = 60;

export const fileSize: Rule = {
  name: "files are short",
  why: "A file that a reader holds in the head at once is changed without fear.",
  check: (tree) =>
    tree.files.filter(isScript).flatMap((file) => {
      const lines = tree.read(file).trimEnd().split("\n").length;
      const most = isTest(file) ? MOST_TEST_LINES : MOST_LINES;
      return lines > most ? [`${file}: ${lines} lines, ${most} at the most`] : [];
    }),
};

export const functionSize: Rule = {
  name: "functions are short",
  why: "What needs more than a screen has a second name in it that nobody gave.",
  check: (tree) =>
    tree.files.filter(isTyped).flatMap((file) =>
      [...nodesOf(syntaxOf(tree, file))].flatMap((node) => {
        if (!ts.isFunctionLike(node) || isGroupOfTests(node)) return [];
        const lines = endLineOf(node) - lineOf(node) + 1;
        return lines > MOST_FUNCTION_LINES
          ? [`${file}:${lineOf(node)}: a function of ${lines} lines, ${MOST_FUNCTION_LINES} at the most`]
          : [];
      }),
    ),
};

/** `describe(…)` is a heading, not a function. */
function isGroupOfTests(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && /^describe\b/.test(node.parent.expression.getText());
}
