import ts from "typescript";
import { lineOf, nodesOf, syntaxOf } from "./syntax.ts";
import { isTest, isTyped, linesWith, type Rule } from "./tree.ts";

const READ_BY_PEOPLE = new Set([
  "title",
  "label",
  "placeholder",
  "alt",
  "description",
  "error",
  "message",
  "aria-label",
  "aria-description",
  "nothingFoundMessage",
]);
const WORD = /\p{L}{2,}/u;
/** The same in every language. */
const OUR_NAME = "Commonpurse";

export const noTextInMarkup: Rule = {
  name: "no text in the web's markup",
  why: "Whoever reads Swahili or Hebrew reads the catalogue; a sentence in the code reaches nobody else.",
  check: (tree) =>
    tree.files
      .filter((file) => /^web\/src\/.*\.tsx$/.test(file) && !isTest(file))
      .flatMap((file) =>
        [...nodesOf(syntaxOf(tree, file))].flatMap((node) =>
          textIn(node).map((text) => `${file}:${lineOf(node)}: ${text}`),
        ),
      ),
};

function textIn(node: ts.Node): string[] {
  const text = textOf(node)?.trim();
  return text && WORD.test(text.replaceAll(OUR_NAME, "")) ? [text.slice(0, 60)] : [];
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isJsxText(node)) return node.text;
  if (
    ts.isJsxExpression(node) &&
    !ts.isJsxAttribute(node.parent) &&
    node.expression &&
    ts.isStringLiteral(node.expression)
  )
    return node.expression.text;
  if (!ts.isJsxAttribute(node) || !READ_BY_PEOPLE.has(node.name.getText())) return undefined;
  return node.initializer && ts.isStringLiteral(node.initializer) ? node.initializer.text : undefined;
}

const TOKENS = /^web\/src\/ui\/tokens\.(?:css|ts)$/;
const COLOUR = /#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b(?!-)|\b(?:rgba?|hsla?|oklch|oklab)\(/i;
const PIXELS = /\b\d+(?:\.\d+)?px\b/;

export const onlyTokens: Rule = {
  name: "no colour and no size outside the tokens",
  why: "Dark, contrast, print and a community's own colour change one file.",
  check: (tree) => [
    ...tree.files
      .filter((file) => /^web\/src\/.*\.(?:css|tsx?)$/.test(file) && !TOKENS.test(file) && !isTest(file))
      .flatMap((file) => (isTyped(file) ? valuesInScript(tree, file) : valuesInStyles(tree, file))),
    // The public pages take the same tokens; their drawings are measured in pixels.
    ...tree.files
      .filter((file) => /^server\/src\/.*\.css$/.test(file))
      .flatMap((file) => linesWith(tree, file, COLOUR, (found) => found)),
  ],
};

function valuesInStyles(tree: Parameters<Rule["check"]>[0], file: string): string[] {
  // Container and media conditions cannot read a token.
  return [COLOUR, PIXELS].flatMap((pattern) =>
    linesWith(tree, file, pattern, (found) => found).filter((fault) => !isCondition(tree, fault)),
  );
}

function isCondition(tree: Parameters<Rule["check"]>[0], fault: string): boolean {
  const [file = "", line = "0"] = fault.split(":");
  return /@(?:media|container|custom-media)\b/.test(tree.read(file).split("\n")[Number(line) - 1] ?? "");
}

function valuesInScript(tree: Parameters<Rule["check"]>[0], file: string): string[] {
  return [...nodesOf(syntaxOf(tree, file))].flatMap((node) => {
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateHead(node) && !ts.isTemplateMiddleOrTemplateTail(node))
      return [];
    const found = COLOUR.exec(node.text)?.[0] ?? PIXELS.exec(node.text)?.[0];
    return found ? [`${file}:${lineOf(node)}: ${found}`] : [];
  });
}
