import type { SearchHit } from "../../lib/wire.ts";

interface Destination {
  to: string;
  params: Record<string, string>;
  search: Record<string, string>;
}

/** Which page shows what was found. */
export function placeOf(communityId: string, hit: SearchHit): Destination {
  const inside = (
    to: string,
    params: Record<string, string> = {},
    search: Record<string, string> = {},
  ): Destination => ({
    to: `/c/$communityId/${to}`,
    params: { communityId, ...params },
    search,
  });
  switch (hit.kind) {
    case "goal":
      return inside("goals/$goalId", { goalId: hit.id });
    case "payment":
      return inside("payments", {}, { open: hit.id });
    case "account":
      return inside("books/accounts/$accountId", { accountId: hit.id });
    case "transaction":
      return inside("books/transactions/$transactionId", { transactionId: hit.id });
    case "member":
      return inside("members", {}, { open: hit.id });
    default:
      return inside("goals");
  }
}
