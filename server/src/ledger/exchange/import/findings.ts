/**
 * What an importer has to say about a line. A problem keeps the file from being imported; a note says what was left out or
 * understood in a way that a reader may not expect. Each code has its sentence in the module's texts: `import.<code>`.
 */
export interface Finding {
  code: FindingCode;
  line: number;
  params: Readonly<Record<string, string | number>>;
}

const PROBLEMS = [
  "include_refused",
  "directive_not_supported",
  "line_not_understood",
  "date_invalid",
  "amount_not_understood",
  "number_ambiguous",
  "two_amounts_missing",
  "cost_missing",
  "not_balanced",
  "unknown_commodity",
  "too_many_decimals",
  "amount_too_large",
  "total_too_large",
  "balance_differs",
  "assignment_not_supported",
  "account_type_unknown",
  "account_code_shared",
  "account_code_invalid",
  "account_taken",
  "column_missing",
  "rows_disagree",
  "quote_not_closed",
] as const;

const NOTES = [
  "rule_skipped",
  "virtual_posting_skipped",
  "conversion_inferred",
  "directive_ignored",
  "nothing_moved",
  "padding_unused",
] as const;

export type FindingCode = (typeof PROBLEMS)[number] | (typeof NOTES)[number];

export function isProblem(finding: Finding): boolean {
  return PROBLEMS.some((code) => code === finding.code);
}

export function finding(code: FindingCode, line: number, params: Finding["params"] = {}): Finding {
  return { code, line, params };
}
