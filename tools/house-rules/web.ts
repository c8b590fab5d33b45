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
  name: "no text in markup",
  why: "Whoever reads Swahili or Hebrew reads the catalogue; a sentence in the code reaches nobody else.",
  check: (tree) =>
    tree.files
      .filter((file) => /^web\/src\/.*\.tsx$|^server\/src\/.*\.ts$/.test(file) && !isTest(file))
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
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === "html") return textOfTemplate(node.template);
  const literal = ts.isJsxExpression(node) || ts.isJsxAttribute(node) ? literalIn(node) : undefined;
  if (literal === undefined) return undefined;
  if (ts.isJsxAttribute(node)) return READ_BY_PEOPLE.has(node.name.getText()) ? literal : undefined;
  return ts.isJsxAttribute(node.parent) ? undefined : literal;
}

/** `"Amount"`, `{"Amount"}` or the same in backticks. */
function literalIn(node: ts.JsxExpression | ts.JsxAttribute): string | undefined {
  const value = ts.isJsxAttribute(node) ? node.initializer : node.expression;
  if (!value) return undefined;
  if (ts.isJsxExpression(value)) return literalIn(value);
  return ts.isStringLiteralLike(value) ? value.text : undefined;
}

/** What stands between the tags of a server's page, without styles, scripts and entities. */
function textOfTemplate(template: ts.TemplateLiteral): string {
  const parts = ts.isTemplateExpression(template)
    ? [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)]
    : [template.text];
  return parts.join("\0").replace(/<(style|script)\b[\s\S]*?<\/\1>|<[^>]*>|&\w+;|\0/g, " ");
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
