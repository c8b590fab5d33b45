import type { ReceiptFacts } from "../../documents/index.ts";
import type { Reader } from "../../platform/page-reader.ts";
import type { Located } from "./load-links.ts";
import type { ReceiptView } from "./receipt-page.ts";

/** The page's facts as the paper takes them; null while there is no number. */
export function receiptFacts(
  view: ReceiptView & Located,
  reader: Reader,
  publicUrl: string,
  paper: string | undefined,
): ReceiptFacts | null {
  const { number, issuedAt, paidAt, status } = view;
  if (number === null || issuedAt === null) return null;
  return {
    locale: reader.locale,
    timeZone: view.timeZone,
    paper: paper === "a5" ? "a5" : "a4",
    number,
    issuedAt,
    paidAt: paidAt ?? issuedAt,
    community: view.communityName,
    giver: view.giverName,
    goal: view.goalTitle,
    owner: view.ownerName,
    provider: view.provider,
    reference: view.reference,
    gift: view.gift,
    feeCover: view.feeCover,
    paid: view.paid,
    platformFee: view.platformFee,
    providerFee: view.providerFee,
    net: view.net,
    verifyUrl: `${publicUrl}${view.receiptUrl}`,
    notice: status === "succeeded" ? null : reader.t(`receipt.state.${status}`),
  };
}
