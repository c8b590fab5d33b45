import { Button, NativeSelect, SegmentedControl } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { Controller, useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { currencies } from "../lib/money.ts";
import type { LedgerAccount } from "../lib/wire.ts";
import { MoneyField } from "../ui/forms/money-input.tsx";
import { useFault } from "../ui/forms/use-fault.ts";
import { Money } from "../ui/money.tsx";
import { AccountField } from "./account-field.tsx";
import { isEven } from "./imbalance.ts";
import { useLedgerWords } from "./labels.ts";
import styles from "./post.module.css";
import { accountOf, currencyOfCode, mayBePosted, type PostValues } from "./post-values.ts";
import { TypedBalance } from "./typed-balance.tsx";

const LEAST_LINES = 2;
const MOST_LINES = 100;

interface PostEntriesProps {
  /** Null while they are on their way. */
  accounts: readonly LedgerAccount[] | null;
  /** Of a new line. */
  currency: string;
}

/** The lines of a transaction, two or more, and how its sides stand while one types. */
export function PostEntries({ accounts, currency }: PostEntriesProps) {
  const { t } = useTranslation("ledger");
  const { control } = useFormContext<PostValues>();
  const { fields, append, remove } = useFieldArray<PostValues>({
    control,
    name: "entries",
    rules: { validate: (entries) => isEven(entries) || t("post.uneven") },
  });
  const lines = useWatch<PostValues, "entries">({ control, name: "entries" });
  const fault = useFault<PostValues>("entries");
  return (
    <fieldset className="fieldset">
      <legend>{t("entries.title")}</legend>
      {fields.map(({ id }, index) => (
        <Line
          key={id}
          index={index}
          accounts={accounts}
          {...(fields.length > LEAST_LINES ? { onRemove: () => remove(index) } : {})}
        />
      ))}
      <div>
        <Button
          variant="subtle"
          leftSection={<IconPlus aria-hidden size="1.1em" />}
          disabled={fields.length >= MOST_LINES}
          onClick={() => append({ entryType: "CREDIT", account: "", amount: null, currency })}
        >
          {t("post.addLine")}
        </Button>
      </div>
      <TypedBalance lines={lines} />
      {fault ? (
        <p role="alert" className="fault">
          {fault}
        </p>
      ) : null}
    </fieldset>
  );
}

interface LineProps {
  index: number;
  accounts: readonly LedgerAccount[] | null;
  onRemove?: () => void;
}

function Line({ index, accounts, onRemove }: LineProps) {
  const { t } = useTranslation("ledger");
  const { control, register, setValue } = useFormContext<PostValues>();
  const line = useWatch({ control, name: `entries.${index}` as const });
  const number = index + 1;
  return (
    <fieldset className={styles.line}>
      <legend className="sr">{t("post.line", { number })}</legend>
      <div className={styles.top}>
        <Side index={index} />
        {onRemove ? (
          <Button
            variant="subtle"
            size="compact-md"
            color="bad"
            aria-label={t("post.removeLine", { number })}
            onClick={onRemove}
          >
            <IconTrash aria-hidden size="1.25em" />
          </Button>
        ) : null}
      </div>
      <AccountField<PostValues>
        name={`entries.${index}.account`}
        label={t("trial.account")}
        accounts={(accounts ?? []).filter(mayBePosted)}
        help={accounts === null ? null : <Standing accounts={accounts} line={line} />}
        onCode={(code) => {
          const own = currencyOfCode(accounts ?? [], code);
          if (own !== null) setValue(`entries.${index}.currency`, own);
        }}
      />
      <div className={styles.amount}>
        <MoneyField<PostValues>
          key={line.currency}
          name={`entries.${index}.amount`}
          label={t("entries.amount")}
          currency={line.currency}
          required
        />
        <NativeSelect {...register(`entries.${index}.currency`)} label={t("field.currency")} data={[...currencies()]} />
      </div>
    </fieldset>
  );
}

function Side({ index }: { index: number }) {
  const words = useLedgerWords();
  const { t } = useTranslation("ledger");
  const { control } = useFormContext<PostValues>();
  return (
    <Controller
      control={control}
      name={`entries.${index}.entryType`}
      render={({ field }) => (
        <SegmentedControl
          aria-label={t("entries.side")}
          value={field.value}
          onChange={field.onChange}
          data={["DEBIT", "CREDIT"].map((value) => ({ value, label: words.side(value) }))}
        />
      )}
    />
  );
}

/** What the account stands at now, so that nobody posts to the wrong one; or that there is none of this code. */
function Standing({ accounts, line }: { accounts: readonly LedgerAccount[]; line: PostValues["entries"][number] }) {
  const { t } = useTranslation("ledger");
  const words = useLedgerWords();
  if (line.account.trim() === "") return t("post.accountHelp");
  const account = accountOf(accounts, line);
  if (!account) return t("post.noAccount", { currency: line.currency });
  if (account.byProduct) return t("post.product");
  const told = words.account(account.code, account.name);
  return (
    <>
      {told ? <bdi>{told}</bdi> : words.type(account.accountType)}
      {" · "}
      {t("accounts.available")} <Money money={{ amount: account.available, currency: account.currency }} size="small" />
    </>
  );
}
