import ts from "typescript";
import type { Tree } from "./tree.ts";

const parsed = new WeakMap<Tree, Map<string, ts.SourceFile>>();

/** The file's syntax, parsed once for all rules. */
export function syntaxOf(tree: Tree, file: string): ts.SourceFile {
  const files = parsed.get(tree) ?? new Map<string, ts.SourceFile>();
  parsed.set(tree, files);
  const kept = files.get(file);
  if (kept) return kept;
  const source = ts.createSourceFile(file, tree.read(file), ts.ScriptTarget.Latest, true);
  files.set(file, source);
  return source;
}

/** Every node, depth first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* nodesOf(child);
}

export function lineOf(node: ts.Node): number {
  const source = node.getSourceFile();
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

export function endLineOf(node: ts.Node): number {
  return node.getSourceFile().getLineAndCharacterOfPosition(node.getEnd()).line + 1;
}
