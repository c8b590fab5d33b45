import { modesOf, providerFor, providersFor } from "../payments/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";

/**
 * The provider that was asked for, or the community's usual one for the currency. A goal's money is of one mode: what was
 * tried with a test key is never mixed with real money, nor paid out as such.
 */
export async function chooseProvider(
  ctx: CommunityContext,
  goal: { id: string; currency: string },
  wanted: string | undefined,
): Promise<string> {
  const { currency } = goal;
  const modes = await modesOf(ctx, goal.id);
  const fits = (mode: string) => modes.size === 0 || (modes.size === 1 && modes.has(mode));
  if (wanted) {
    const found = await providerFor(ctx, wanted, currency);
    if (found && !fits(found.mode)) throw refuse("provider_mode", { status: 409, params: { mode: found.mode } });
    return wanted;
  }
  const usual = (await providersFor(ctx, currency)).find((provider) => fits(provider.mode));
  if (!usual) throw refuse("no_provider", { status: 409, params: { currency } });
  return usual.providerId;
}
