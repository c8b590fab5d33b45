import { clockIsHanded } from "./clock.ts";
import { keysPointDown } from "./foreign-keys.ts";
import { migrationNames, migrationsStay } from "./migrations.ts";
import { doorsOnlyExport, knownModules, moduleParts, noModuleCircles, ownTables } from "./modules.ts";
import { kebabCase, noMachinePaths } from "./names.ts";
import { refusalsHaveWords } from "./refusals.ts";
import { settingsAreListed } from "./settings.ts";
import { fileSize, functionSize } from "./sizes.ts";
import { noNetworkInTests, noSleep } from "./tests.ts";
import { completeTexts } from "./texts.ts";
import type { Rule } from "./tree.ts";
import { noAny, noForcedCast, noMarks, noSilencedTypes } from "./types.ts";
import { noTextInMarkup, onlyTokens } from "./web.ts";

export const RULES: readonly Rule[] = [
  fileSize,
  functionSize,
  noAny,
  noForcedCast,
  noSilencedTypes,
  noMarks,
  kebabCase,
  noMachinePaths,
  noSleep,
  noNetworkInTests,
  knownModules,
  moduleParts,
  doorsOnlyExport,
  noModuleCircles,
  ownTables,
  migrationNames,
  migrationsStay,
  keysPointDown,
  clockIsHanded,
  settingsAreListed,
  completeTexts,
  refusalsHaveWords,
  noTextInMarkup,
  onlyTokens,
];
