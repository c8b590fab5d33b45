export { type Balance, balanceOf, type Turnover, turnoverOf, turnoversOf } from "./balances.ts";
export { captureHold, placeHold, post, releaseHold } from "./collect.ts";
export { type PostedWith, postWith } from "./post-with.ts";
export { openPoster } from "./poster/open-posters.ts";
export { createPoster } from "./poster/poster.ts";
export {
  type AccountRef,
  type AccountType,
  credit,
  debit,
  type HoldDraft,
  type Line,
  type Side,
  type TransactionDraft,
} from "./posting.ts";
export { createKeeper, type Keeper } from "./sealing/keeper.ts";
export { writeBooks } from "./write-books.ts";
