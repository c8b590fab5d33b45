import { useTranslation } from "react-i18next";

/** Words for what the books call by a code; a code that has none is shown as it is. */
export function useLedgerWords() {
  const { t, i18n } = useTranslation("ledger");
  const word = (group: string, code: string): string => {
    const key = `ledger:${group}.${code.replaceAll(".", "_")}`;
    return i18n.exists(key) ? t(key) : code.replaceAll("_", " ");
  };
  return {
    /** By what it belongs to; one that belongs to nothing else by what it is for. */
    account: (code: string, name?: string | null): string | null => {
      const key = `ledger:account.${code.replaceAll("/", "_")}`;
      return name ?? (i18n.exists(key) ? t(key) : null);
    },
    label: (code: string) => word("label", code),
    kind: (code: string) => word("kind", code),
    type: (code: string) => word("type", code),
    branch: (code: string) => word("branch", code),
    side: (code: string) => word("side", code),
    source: (code: string) => word("source", code),
  };
}
