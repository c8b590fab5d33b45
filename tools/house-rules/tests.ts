import ts from "typescript";
import { lineOf, nodesOf, syntaxOf } from "./syntax.ts";
import { isTest, isTyped, type Rule } from "./tree.ts";

export const noSleep: Rule = {
  name: "no test sleeps",
  why: "A wait is too short on a busy machine and too long on all others: wait for what is to happen, or move the clock.",
  check: (tree) =>
    tree.files
      .filter((file) => isTest(file) && isTyped(file))
      .flatMap((file) =>
        [...nodesOf(syntaxOf(tree, file))]
          .filter((node) => isSleep(node) && !isOnPurpose(node))
          .map((node) => `${file}:${lineOf(node)}: ${node.getText().slice(0, 60).split("\n")[0]}`),
      ),
};

/** `new Promise((go) => setTimeout(go, 50))`, `sleep(50)`, `page.waitForTimeout(50)`, `Atomics.wait(…)`, the promises of node:timers. */
function isSleep(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  const called = node.expression.getText();
  if (/\.waitForTimeout$|^Atomics\.wait$/.test(called)) return true;
  const promise = /(?:^|\.)setTimeout$/.test(called) ? ancestor(node, isPromise) : undefined;
  const pause =
    promise ?? (/(?:^|\.)sleep$|^promisify\(setTimeout\)$/.test(called) || isTimer(node, called) ? node : undefined);
  return pause !== undefined && !isBounded(pause);
}

function isPromise(node: ts.Node): boolean {
  return ts.isNewExpression(node) && node.expression.getText() === "Promise";
}

function isTimer(node: ts.Node, called: string): boolean {
  const names = timersOf(node.getSourceFile());
  return names.has(called) || names.has(called.replace(/\.setTimeout$/, ""));
}

/** The names under which a file knows `node:timers/promises` and what it exports. */
function timersOf(source: ts.SourceFile): Set<string> {
  const imports = source.statements
    .filter(ts.isImportDeclaration)
    .filter((statement) => /timers\/promises/.test(statement.moduleSpecifier.getText()));
  const clauses = imports.flatMap((statement) => statement.importClause ?? []);
  const whole = clauses.flatMap((clause) => clause.name ?? []);
  const parts = clauses.flatMap(({ namedBindings: bindings }) => {
    if (!bindings) return [];
    return ts.isNamedImports(bindings) ? bindings.elements.map((element) => element.name) : [bindings.name];
  });
  return new Set([...whole, ...parts].map((name) => name.text));
}

/** A loop that looks again and again waits for something; a race limits the wait for it. */
function isBounded(pause: ts.Node): boolean {
  const around = ancestor(pause, (at) => ts.isFunctionLike(at) || ts.isIterationStatement(at, false) || isRace(at));
  return around !== undefined && !ts.isFunctionLike(around);
}

function isRace(node: ts.Node): boolean {
  return ts.isCallExpression(node) && /^Promise\.(?:race|any)$/.test(node.expression.getText());
}

function ancestor(node: ts.Node, is: (at: ts.Node) => boolean): ts.Node | undefined {
  for (let at = node.parent; at; at = at.parent) if (is(at)) return at;
  return undefined;
}

/** Where the delay is itself what is tested, the line above says so: `// A delay on purpose: the server dies at any moment.` */
function isOnPurpose(node: ts.Node): boolean {
  const lines = node.getSourceFile().text.split("\n");
  return /\/\/.*\bdelay on purpose: \w/.test(lines[lineOf(node) - 2] ?? "");
}

const OWN_HOST =
  /^(?:localhost|127\.|0\.0\.0\.0|\[::1\]|\$\{|[\w.-]*\.(?:test|invalid|example|localhost)\b|(?:[\w-]+\.)*example\.(?:com|org|net)\b)/;

export const noNetworkInTests: Rule = {
  name: "no test calls a host of the internet",
  why: "Tests pass on a train. Providers are played on the loopback address; invented hosts end in .test or .example.",
  check: (tree) =>
    tree.files
      .filter((file) => isTest(file) && isTyped(file))
      .flatMap((file) =>
        [...nodesOf(syntaxOf(tree, file))]
          .filter(isNetworkCall)
          .map((node) => `${file}:${lineOf(node)}: ${node.getText().slice(0, 80)}`),
      ),
};

/** An address handed to something that calls it; an address in a provider's answer is only data. */
function isNetworkCall(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  if (!/(?:^|\.)(?:fetch|goto|request|get|connect|createConnection)$/.test(node.expression.getText())) return false;
  const address = node.arguments[0]?.getText().slice(1) ?? "";
  const host = /^(?:https?|wss?|postgres(?:ql)?|smtps?|mqtts?):\/\/(?:[^@/]*@)?(.*)/.exec(address)?.[1];
  return host !== undefined && !OWN_HOST.test(host);
}
