import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { LedgerTransaction } from "../lib/wire.ts";
import { MoneyField } from "../ui/forms/money-input.tsx";
import { Money } from "../ui/money.tsx";
import { StepUp } from "../ui/step-up.tsx";
import { toastDone } from "../ui/toast.tsx";
import { isEven } from "./imbalance.ts";
import { useLedgerWords } from "./labels.ts";
import { type EntryLeft, entriesLeft } from "./reversal-parts.ts";
import { TypedBalance } from "./typed-balance.tsx";

interface ReverseValues {
  extent: "all" | "part";
  /** In the order of the entries; of two entries the first says it for both. */
  amounts: (number | null)[];
  description: string;
}

interface ReverseProps {
  communityId: string;
  transaction: LedgerTransaction;
}

/** Takes a transaction back, whole or in part. Nothing where nothing is left, or the product has to do it. */
export function Reverse({ communityId, transaction }: ReverseProps) {
  const { t } = useTranslation("ledger");
  const [isOpen, setOpen] = useState(false);
  const left = entriesLeft(transaction);
  if (left.length === 0) return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("reverse.open")}
      </Button>
      {isOpen ? (
        <ReverseStep communityId={communityId} transaction={transaction} left={left} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}

function useReverse({ communityId, transaction }: ReverseProps, left: readonly EntryLeft[]) {
  const { t } = useTranslation("ledger");
  const client = useQueryClient();
  const [keys] = useState(() => new Map<string, string>());
  return async (values: ReverseValues) => {
    const { extent, amounts, description } = values;
    // The same wish has the same key, however often it is sent; a mended one is another wish.
    const wish = JSON.stringify(values);
    const idempotencyKey = keys.get(wish) ?? crypto.randomUUID();
    keys.set(wish, idempotencyKey);
    const [first] = amounts;
    const isPair = transaction.entries.length === 2;
    const entries = left.flatMap(({ id }, index) => (amounts[index] ? [{ id, amount: amounts[index] }] : []));
    const part = isPair ? { amount: first ?? 0 } : { entries };
    const posted = await call("POST /v1/communities/{communityId}/ledger/transactions/{transactionId}/reversal", {
      path: { communityId, transactionId: transaction.id },
      body: { ...(extent === "part" ? part : {}), ...(description.trim() ? { description: description.trim() } : {}) },
      idempotencyKey,
    });
    await client.invalidateQueries({ queryKey: communityKey(communityId) });
    toastDone(t("reverse.done"));
    return posted;
  };
}

function ReverseStep({
  communityId,
  transaction,
  left,
  onClose,
}: ReverseProps & { left: readonly EntryLeft[]; onClose: () => void }) {
  const { t } = useTranslation("ledger");
  const words = useLedgerWords();
  const form = useForm<ReverseValues>({
    defaultValues: { extent: "all", amounts: left.map(() => null), description: "" },
    mode: "onChange",
  });
  const reverse = useReverse({ communityId, transaction }, left);
  const { extent, amounts } = form.watch();
  const isPair = transaction.entries.length === 2;
  const lines = left.map(({ entryType, currency }, index) => ({ entryType, currency, amount: amounts[index] ?? null }));
  const written = lines.filter(({ amount }) => amount !== null);
  const [first] = left;
  const isWhole = isPair
    ? (amounts[0] ?? 0) > 0 && (amounts[0] ?? 0) <= (first?.left ?? 0)
    : isEven(written) && written.length > 1;
  return (
    <StepUp
      opened
      onClose={onClose}
      title={t("reverse.title")}
      summary={left.map(({ accountCode, entryType, currency, left: amount }) => [
        `${words.side(entryType)} ${accountCode}`,
        <Money key={accountCode} money={{ amount, currency }} />,
      ])}
      vow={t("reverse.vow")}
      confirm={t("reverse.open")}
      isReady={extent === "all" || isWhole}
      onConfirm={() => reverse(form.getValues())}
    >
      <p className="soft small">{t("reverse.means")}</p>
      <FormProvider {...form}>
        <SegmentedControl
          aria-label={t("reverse.extent")}
          value={extent}
          onChange={(value) => form.setValue("extent", value === "part" ? "part" : "all")}
          data={[
            { value: "all", label: t("reverse.all") },
            { value: "part", label: t("reverse.part") },
          ]}
        />
        {extent === "part" ? <Parts left={left} isPair={isPair} lines={lines} /> : null}
        <TextInput {...form.register("description")} label={t("reverse.why")} maxLength={500} />
      </FormProvider>
    </StepUp>
  );
}

interface PartsProps {
  left: readonly EntryLeft[];
  isPair: boolean;
  lines: Parameters<typeof TypedBalance>[0]["lines"];
}

/** One amount where there are two entries; else who bears how much is said entry by entry. */
function Parts({ left, isPair, lines }: PartsProps) {
  const { t } = useTranslation("ledger");
  const words = useLedgerWords();
  const asked = isPair ? left.slice(0, 1) : left;
  return (
    <>
      {asked.map((entry, index) => (
        <MoneyField<ReverseValues>
          key={entry.id}
          name={`amounts.${index}`}
          label={isPair ? t("entries.amount") : `${words.side(entry.entryType)} ${entry.accountCode}`}
          currency={entry.currency}
          max={BigInt(entry.left)}
          required={isPair}
        />
      ))}
      {isPair ? null : <TypedBalance lines={lines} />}
    </>
  );
}
