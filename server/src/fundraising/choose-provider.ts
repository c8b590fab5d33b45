import { providersFor } from "../payments/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";

/** The provider that was asked for, or the community's usual one for the currency. */
export async function chooseProvider(
  ctx: CommunityContext,
  currency: string,
  wanted: string | undefined,
): Promise<string> {
  if (wanted) return wanted;
  const [usual] = await providersFor(ctx, currency);
  if (!usual) throw refuse("no_provider", { status: 409, params: { currency } });
  return usual.providerId;
}
