import { registerPermissions } from "../communities/index.ts";
import { module as communities } from "../communities/module.ts";
import { module as documents } from "../documents/module.ts";
import { module as fundraising, giftPurpose, payoutPurpose } from "../fundraising/module.ts";
import { module as identity } from "../identity/module.ts";
import { createLedgerModule } from "../ledger/module.ts";
import { module as notifications } from "../notifications/module.ts";
import { createPaymentsModule } from "../payments/module.ts";
import type { Module } from "../platform/module.ts";
import type { Names } from "../platform/names.ts";
import { module as platform } from "../platform/upkeep.ts";
import { createNames } from "./names.ts";
import { createSearchModule } from "./search.ts";

/** Asked only when a request is answered: then every module is there, those too that are built with it. */
const names: Names = (ctx, entities) => createNames(owners)(ctx, entities);

/** The modules on top of the books, lower layers first. */
const owners: readonly Module[] = [
  identity,
  communities,
  notifications,
  documents,
  createPaymentsModule({ payments: [giftPurpose], payouts: [payoutPurpose] }, names),
  fundraising,
];

/** The books hold ids; those who own what stands behind them say how it is called. */
const parts: readonly Module[] = [platform, createLedgerModule(names), ...owners];

/** The one list of modules. */
export const modules: readonly Module[] = [...parts, createSearchModule(parts)];

// A new community's roles hold what the modules offer; communities knows no product.
registerPermissions(modules.flatMap((module) => module.permissions ?? []));
