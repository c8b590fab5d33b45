import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { ImportPreview } from "../lib/wire.ts";
import { DateText } from "../ui/dates.tsx";
import { Money } from "../ui/money.tsx";
import { Notice } from "../ui/notice.tsx";
import { Section } from "../ui/page.tsx";
import { StepUp } from "../ui/step-up.tsx";
import tableStyles from "../ui/table/data-table.module.css";
import { toastDone } from "../ui/toast.tsx";
import { type ImportValues, importBody } from "./import-values.ts";
import { useLedgerWords } from "./labels.ts";
import ledgerStyles from "./ledger.module.css";
import styles from "./post.module.css";

interface ImportSeenProps {
  communityId: string;
  preview: ImportPreview;
  values: ImportValues;
}

/** What a file would bring, before it does. */
export function ImportSeen({ communityId, preview, values, isCurrent }: ImportSeenProps & { isCurrent: boolean }) {
  const { t } = useTranslation("ledger");
  const { problems, notes, transactions, accounts, importedBefore } = preview;
  const mayImport = isCurrent && problems.length === 0 && transactions > 0 && !importedBefore;
  return (
    <Section title={t("import.seen")} card>
      <div className="stack">
        {isCurrent ? null : <Notice tone="warn">{t("import.changed")}</Notice>}
        {importedBefore ? <Notice tone="warn">{t("import.before")}</Notice> : null}
        <Findings tone="bad" title={t("import.problems", { count: problems.length })} findings={problems} />
        <Findings tone="warn" title={t("import.notes", { count: notes.length })} findings={notes} />
        <p>
          <strong>{t("import.transactions", { count: transactions })}</strong>
          {preview.firstDate && preview.lastDate ? (
            <span className="soft">
              {" · "}
              <DateText at={preview.firstDate} />
              {" – "}
              <DateText at={preview.lastDate} />
            </span>
          ) : null}
        </p>
        {accounts.length > 0 ? <Accounts accounts={accounts} /> : null}
        {mayImport ? <Bring communityId={communityId} preview={preview} values={values} /> : null}
      </div>
    </Section>
  );
}

interface FindingsProps {
  tone: "bad" | "warn";
  title: string;
  findings: ImportPreview["problems"];
}

function Findings({ tone, title, findings }: FindingsProps) {
  const { t } = useTranslation("ledger");
  if (findings.length === 0) return null;
  return (
    <Notice tone={tone}>
      <p>
        <strong>{title}</strong>
      </p>
      <ul className={styles.findings}>
        {findings.map(({ line, code, detail }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line may have the same fault twice, and none of them moves.
          <li key={`${line} ${code} ${index}`}>
            {t("import.line", { line })} <bdi>{detail}</bdi>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Accounts({ accounts }: Pick<ImportPreview, "accounts">) {
  const { t } = useTranslation("ledger");
  const words = useLedgerWords();
  return (
    <div className={`${tableStyles.scroll} ${ledgerStyles.tables}`}>
      <table className={tableStyles.table}>
        <caption className="sr">{t("import.accounts")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("trial.account")}</th>
            <th scope="col" data-figure>
              {t("side.DEBIT")}
            </th>
            <th scope="col" data-figure>
              {t("side.CREDIT")}
            </th>
          </tr>
        </thead>
        <tbody>
          {accounts.map(({ code, currency, name, accountType, debit, credit, isOpen }) => (
            <tr key={`${code} ${currency}`}>
              <td>
                <bdi>{name}</bdi>
                <span className="soft small">
                  <br />
                  <code dir="ltr">{code}</code>
                  {" · "}
                  {words.type(accountType)}
                  {" · "}
                  {isOpen ? t("import.isOpen") : t("import.isNew")}
                </span>
              </td>
              <td data-figure>{debit === 0 ? null : <Money money={{ amount: debit, currency }} />}</td>
              <td data-figure>{credit === 0 ? null : <Money money={{ amount: credit, currency }} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Bring({ communityId, preview, values }: ImportSeenProps) {
  const { t } = useTranslation("ledger");
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const fresh = preview.accounts.filter(({ isOpen: isKnown }) => !isKnown).length;
  const act = async () => {
    const { importId, transactions } = await call("POST /v1/communities/{communityId}/ledger/imports", {
      path: { communityId },
      body: importBody(values),
      idempotencyKey,
    });
    await client.invalidateQueries({ queryKey: communityKey(communityId) });
    toastDone(t("import.done", { count: transactions }));
    await navigate({
      to: "/c/$communityId/books/transactions",
      params: { communityId },
      search: { sourceId: importId },
    });
  };
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{t("import.submit", { count: preview.transactions })}</Button>
      <StepUp
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t("import.title")}
        summary={[
          [t("import.seen"), t("import.transactions", { count: preview.transactions })],
          [t("import.newAccounts"), String(fresh)],
        ]}
        vow={t("import.vow")}
        confirm={t("import.submit", { count: preview.transactions })}
        onConfirm={act}
      />
    </div>
  );
}
