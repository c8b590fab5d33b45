import ts from "typescript";
import { lineOf, nodesOf, syntaxOf } from "./syntax.ts";
import { isScript, isTest, isTyped, linesWith, type Rule } from "./tree.ts";

export const noAny: Rule = {
  name: "no any",
  why: "`unknown` asks to be looked at; `any` lets the mistake through to the books.",
  check: (tree) =>
    tree.files
      .filter(isTyped)
      .flatMap((file) =>
        [...nodesOf(syntaxOf(tree, file))]
          .filter((node) => node.kind === ts.SyntaxKind.AnyKeyword)
          .map((node) => `${file}:${lineOf(node)}: any`),
      ),
};

export const noForcedCast: Rule = {
  name: "no forced cast",
  why: "A value of another type is parsed, not declared to be what it is not.",
  check: (tree) =>
    tree.files
      .filter(isTyped)
      .flatMap((file) =>
        [...nodesOf(syntaxOf(tree, file))]
          .filter((node) => ts.isAsExpression(node) && ts.isAsExpression(inside(node.expression)))
          .map((node) => `${file}:${lineOf(node)}: a cast of a cast`),
      ),
};

const inside = (node: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(node) ? inside(node.expression) : node;

const SILENCED = /@ts-(?:ignore|nocheck)\b/;
const SILENCED_ANYWHERE = /@ts-(?:ignore|nocheck|expect-error)\b/;

export const noSilencedTypes: Rule = {
  name: "no silenced type error",
  why: "The compiler is right more often than we are. A test of types may expect an error.",
  check: (tree) =>
    tree.files
      .filter((file) => isTyped(file) && !file.startsWith("tools/house-rules"))
      .flatMap((file) => linesWith(tree, file, isTest(file) ? SILENCED : SILENCED_ANYWHERE, (found) => found)),
};

// Written in two pieces, so that this file keeps its own rule.
const MARKS = new RegExp(`\\b(?:TO${"DO"}|FIX${"ME"}|HA${"CK"})\\b`);

export const noMarks: Rule = {
  name: "no marks for later",
  why: "What is to be done is an issue; what is not worth one is not worth a mark.",
  check: (tree) =>
    tree.files
      .filter((file) => isScript(file) || /\.(?:sql|css|html)$/.test(file))
      .flatMap((file) => linesWith(tree, file, MARKS, (found) => found)),
};
