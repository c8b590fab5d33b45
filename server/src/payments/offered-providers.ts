import type { CommunityContext } from "../platform/context.ts";
import { feeRuleOf } from "./fee-schedule.ts";
import { type OfferedProvider, providerKind } from "./provider.ts";
import { findProvider, listOffered, type ProviderRow } from "./provider-queries.ts";

/** The providers with which one may pay or be paid in the currency; the first is the one offered by default. The public may ask too. */
export async function providersFor(ctx: CommunityContext, currency: string): Promise<OfferedProvider[]> {
  return (await listOffered(ctx, currency)).map((row) => offered(row, currency));
}

/** One provider by its id, switched off or not, with its estimate for the currency. */
export async function providerFor(
  ctx: CommunityContext,
  providerId: string,
  currency: string,
): Promise<OfferedProvider | null> {
  const row = await findProvider(ctx, providerId);
  return row ? offered(row, currency) : null;
}

function offered(row: ProviderRow, currency: string): OfferedProvider {
  const kind = providerKind(row.kind);
  return {
    providerId: row.id,
    kind,
    name: row.name,
    mode: row.mode === "live" ? "live" : "test",
    currency,
    fee: feeRuleOf({ kind, fees: row.fees }, currency),
  };
}
