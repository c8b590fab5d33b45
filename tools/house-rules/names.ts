import { basename } from "node:path";
import { isScript, type Rule } from "./tree.ts";

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/;

export const kebabCase: Rule = {
  name: "files are named in kebab-case",
  why: "One way to write a name: it is found by guessing, on every file system.",
  check: (tree) =>
    tree.files
      .filter((file) => (isScript(file) || /\.css$/.test(file)) && !basename(file).startsWith("."))
      .filter((file) => !KEBAB.test(basename(file)))
      .map((file) => `${file}: not kebab-case`),
};

const MACHINE_PATH = /(?<![\w.~-])\/(?:work|root|Users)\/[\w.-]+|(?<![\w.~-])\/home\/\w+\/[\w.-]+/;
const REGISTRY = /\b(?:registry|npm)\.[a-z0-9-]+\.[a-z]{2,}\b|\b(?:npmjs|jsr|pkg)\.(?:org|io|com)\b|^\s*registry\s*=/;

export const noMachinePaths: Rule = {
  name: "no path of one machine, no registry",
  why: "The project is cloned anywhere, and installed from whatever registry its user has.",
  check: (tree) =>
    tree.files
      .filter((file) => !file.startsWith("tools/house-rules"))
      .flatMap((file) =>
        tree
          .read(file)
          .split("\n")
          .flatMap((line, at) =>
            [MACHINE_PATH, REGISTRY]
              .flatMap((pattern) => pattern.exec(line)?.[0] ?? [])
              .map((found) => `${file}:${at + 1}: ${found}`),
          ),
      ),
};
