import type { Subscription } from "../platform/module.ts";
import { modules } from "./modules.ts";

/** Which event leads to which job: a module's own, and those that cross modules. */
export const subscriptions: readonly Subscription[] = modules.flatMap((module) => module.subscriptions ?? []);
