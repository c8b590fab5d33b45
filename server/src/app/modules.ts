import { module as identity } from "../identity/module.ts";
import { module as ledger } from "../ledger/module.ts";
import type { Module } from "../platform/module.ts";
import { module as platform } from "../platform/upkeep.ts";

/** The one list of modules: lower layers first. */
export const modules: readonly Module[] = [platform, ledger, identity];
