import Type, { type TSchema } from "typebox";
import type { Money as Amount } from "../../platform/money.ts";
import { MAX_POSTING } from "../../platform/money.ts";

export const Id = Type.String({ format: "uuid" });
export const Instant = Type.String({ format: "date-time" });
export const Currency = Type.String({ pattern: "^[A-Z]{3}$", examples: ["KES"] });
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const Next = Nullable(Type.String());
export const Version = Type.Integer({ minimum: 1 });

/** A figure out of the books: may be nothing, and below nothing where money was taken back. */
export const Figure = Type.Object({ amount: Type.Integer({ description: "Minor units" }), currency: Currency });

/** An amount that moves money. */
export const PositiveMoney = Type.Object({
  amount: Type.Integer({ minimum: 1, maximum: Number(MAX_POSTING), description: "Minor units", examples: [150000] }),
  currency: Currency,
});

export const Page = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })),
  after: Type.Optional(Type.String({ maxLength: 200 })),
};
export const DEFAULT_LIMIT = 30;

/** Text that says something: not only spaces. */
export const text = (maxLength: number, more: { description?: string; examples?: string[] } = {}) =>
  Type.String({ minLength: 1, maxLength, pattern: "\\S", ...more });

export const CommunityParams = Type.Object({ communityId: Id });
export const GoalParams = Type.Object({ communityId: Id, goalId: Id });

export function moneyIn(money: { amount: number; currency: string }): Amount {
  return { amount: BigInt(money.amount), currency: money.currency };
}

export function figureOut(amount: bigint, currency: string): { amount: number; currency: string } {
  return { amount: Number(amount), currency };
}

export function instantOut(at: Date): string;
export function instantOut(at: Date | null): string | null;
export function instantOut(at: Date | null): string | null {
  return at ? at.toISOString() : null;
}

export const listOf = <T extends TSchema>(item: T) => Type.Object({ items: Type.Array(item), next: Next });
