import type { Subscription } from "../platform/module.ts";
import { modules } from "./modules.ts";

/** Which event leads to which job. Where a product hears of another, that line is added here: the two are strangers. */
export const subscriptions: readonly Subscription[] = modules.flatMap((module) => module.subscriptions ?? []);
