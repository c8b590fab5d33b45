export type { DocumentKind, IssuedDocument } from "./document.ts";
export { type IssueDocument, issueDocument } from "./issue-document.ts";
export { type PreviewFacts, previewPng } from "./preview.ts";
export { findDocument } from "./queries.ts";
export { type ReceiptFacts, receiptPdf } from "./receipt.ts";
