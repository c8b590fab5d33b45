import ts from "typescript";
import { lineOf, nodesOf, syntaxOf } from "./syntax.ts";
import { isTest, isTyped, type Rule, type Tree } from "./tree.ts";

export const refusalsHaveWords: Rule = {
  name: "a refusal has its sentence",
  why: "Whoever is refused reads how to mend it, not a code: `problem.<code>` in a module's texts.",
  check: (tree) => {
    const told = codesInTexts(tree);
    return (
      tree.files
        // A page says what its status means, where there is no sentence of its own.
        .filter((file) => /^server\/src\/(?!.*\/(?:pages|testing)\/)/.test(file) && isTyped(file) && !isTest(file))
        .flatMap((file) =>
          [...nodesOf(syntaxOf(tree, file))].flatMap((node) => {
            const code = refusedWith(node);
            return code === undefined || told.has(code) ? [] : [`${file}:${lineOf(node)}: no text problem.${code}`];
          }),
        )
    );
  },
};

/** `refuse("goal_not_open", …)`, `new Refusal("goal_not_open", …)`. */
function refusedWith(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  if (!/^(?:refuse|Refusal)$/.test(node.expression.getText())) return undefined;
  const code = node.arguments?.[0];
  return code && ts.isStringLiteralLike(code) ? code.text : undefined;
}

function codesInTexts(tree: Tree): Set<string> {
  const files = tree.files.filter((file) => /^server\/src\/[^/]+\/texts\/en\.json$/.test(file));
  const codes = files.flatMap((file) => {
    const texts: unknown = JSON.parse(tree.read(file));
    const isTold = typeof texts === "object" && texts !== null && "problem" in texts;
    return isTold && typeof texts.problem === "object" && texts.problem !== null ? Object.keys(texts.problem) : [];
  });
  // A sentence may have plurals alone: `too_many_one`, `too_many_other`.
  return new Set(codes.flatMap((code) => [code, code.replace(/_other$/, "")]));
}
