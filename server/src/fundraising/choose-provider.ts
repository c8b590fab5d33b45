import { balanceOf } from "../ledger/index.ts";
import { clearingAccount, modesOf, type OfferedProvider, providerFor, providersFor } from "../payments/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import { paidThrough } from "./queries/gifts.ts";

interface OfGoal {
  id: string;
  currency: string;
}

/** The provider that was asked for, or the community's usual one for the currency. */
export async function chooseProvider(ctx: CommunityContext, goal: OfGoal, wanted: string | undefined): Promise<string> {
  const { currency } = goal;
  const fits = await fitsGoal(ctx, goal);
  if (wanted) {
    requireMode(await providerFor(ctx, wanted, currency), fits);
    return wanted;
  }
  const [usual] = await offeredFor(ctx, goal);
  if (!usual) throw refuse("no_provider", { status: 409, params: { currency } });
  return usual.providerId;
}

/** With which one may give to the goal. */
export async function offeredFor(ctx: CommunityContext, goal: OfGoal): Promise<OfferedProvider[]> {
  return (await providersFor(ctx, goal.currency)).filter(await fitsGoal(ctx, goal));
}

/** As `chooseProvider`, for money going out: a provider cannot pay more than it holds of the community's. */
export async function choosePayer(
  ctx: CommunityContext,
  goal: OfGoal,
  amount: bigint,
  wanted: string | undefined,
): Promise<string> {
  const offered = wanted ? [] : (await offeredFor(ctx, goal)).map(({ providerId }) => providerId);
  // Of none on offer, `chooseProvider` says so.
  const candidates = offered.length > 0 ? offered : [await chooseProvider(ctx, goal, wanted)];
  for (const providerId of candidates) {
    const { available } = await balanceOf(ctx, clearingAccount(providerId, goal.currency).code, goal.currency);
    if (available >= amount) return providerId;
  }
  throw refuse("provider_short", { status: 409, params: { currency: goal.currency } });
}

/** A gift is moved only to a goal whose money is of the same mode. */
export async function requireSameMode(ctx: CommunityContext, goal: OfGoal, providerId: string): Promise<void> {
  const modes = await modesOf(ctx);
  requireMode({ providerId, mode: modes.get(providerId) ?? "" }, await fitsGoal(ctx, goal));
}

interface OfMode {
  providerId: string;
  mode: string;
}

function requireMode(provider: OfMode | null, fits: (provider: OfMode) => boolean): void {
  if (provider && !fits(provider)) throw refuse("provider_mode", { status: 409, params: { mode: provider.mode } });
}

/**
 * A goal's money is of one mode: what was tried with a test key is never mixed with real money, nor paid out as such. Where
 * real money can be given, the first gift is real too: a giver chooses among the providers, and nobody funds a goal with
 * what is none.
 */
async function fitsGoal(ctx: CommunityContext, goal: OfGoal): Promise<(provider: OfMode) => boolean> {
  const modes = await modesOf(ctx);
  const used = await paidThrough(ctx, goal.id, [...modes.keys()]);
  const usedModes = new Set(used.map((providerId) => modes.get(providerId)));
  if (usedModes.size > 0) return ({ mode }) => usedModes.size === 1 && usedModes.has(mode);
  const takesReal = (await providersFor(ctx, goal.currency)).some(({ mode }) => mode === "live");
  return ({ mode }) => !takesReal || mode === "live";
}
