import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { LedgerAccount } from "../lib/wire.ts";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import { Money } from "../ui/money.tsx";
import { Notice } from "../ui/notice.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { StepUp } from "../ui/step-up.tsx";
import { toastDone } from "../ui/toast.tsx";
import { AccountFields, FreezeFields } from "./account-fields.tsx";
import { type AccountValues, settingsOf, valuesOf } from "./account-values.ts";

const ACCOUNT = "/v1/communities/{communityId}/ledger/accounts/{accountId}";

interface AccountHere {
  communityId: string;
  account: LedgerAccount;
}

/** Name, floor, limits, freeze and the end of an account, for who keeps the books. */
export function AccountSettings({ communityId, account }: AccountHere) {
  const { t } = useTranslation("ledger");
  const [isOpen, setOpen] = useState(false);
  if (account.byProduct) return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("settings.title")}
      </Button>
      <Sheet opened={isOpen} onClose={() => setOpen(false)} title={t("settings.title")}>
        <div className="stack" key={account.version}>
          {account.closedAt === null ? (
            <>
              <Settings communityId={communityId} account={account} onDone={() => setOpen(false)} />
              <Close communityId={communityId} account={account} />
            </>
          ) : (
            <Reopen communityId={communityId} account={account} />
          )}
        </div>
      </Sheet>
    </>
  );
}

function Settings({ communityId, account, onDone }: AccountHere & { onDone: () => void }) {
  const { t } = useTranslation("ledger");
  const client = useQueryClient();
  const model = useServerForm<AccountValues, LedgerAccount>({
    defaultValues: valuesOf(account),
    send: ({ refusesDebit, refusesCredit, ...values }) =>
      call(`PATCH ${ACCOUNT}`, {
        path: { communityId, accountId: account.id },
        body: {
          ...settingsOf({ ...values, refusesDebit, refusesCredit }),
          refusesDebit,
          refusesCredit,
          version: account.version,
        },
      }),
    async onDone() {
      await client.invalidateQueries({ queryKey: communityKey(communityId) });
      toastDone(t("settings.saved"));
      onDone();
    },
  });
  return (
    <Form model={model} submit={t("settings.save")}>
      <AccountFields currency={account.currency} />
      <FreezeFields />
    </Form>
  );
}

function Close({ communityId, account }: AccountHere) {
  const { t } = useTranslation("ledger");
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  if (account.posted !== 0 || account.held !== 0) return <p className="soft small">{t("close.notEmpty")}</p>;
  const act = async () => {
    await call(`POST ${ACCOUNT}/closure`, {
      path: { communityId, accountId: account.id },
      body: {},
      idempotencyKey: key,
    });
    await client.invalidateQueries({ queryKey: communityKey(communityId) });
    toastDone(t("close.done"));
  };
  return (
    <>
      <Button variant="subtle" color="bad" onClick={() => setOpen(true)}>
        {t("close.title")}
      </Button>
      <StepUp
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t("close.title")}
        tone="bad"
        summary={[
          [
            t("trial.account"),
            <code key="code" dir="ltr">
              {account.code}
            </code>,
          ],
          [
            t("accounts.balance"),
            <Money key="balance" money={{ amount: account.posted, currency: account.currency }} />,
          ],
        ]}
        vow={t("close.vow")}
        confirm={t("close.title")}
        onConfirm={act}
      />
    </>
  );
}

function Reopen({ communityId, account }: AccountHere) {
  const { t } = useTranslation("ledger");
  const client = useQueryClient();
  const model = useServerForm<Record<string, never>, LedgerAccount>({
    defaultValues: {},
    send: () => call(`DELETE ${ACCOUNT}/closure`, { path: { communityId, accountId: account.id } }),
    async onDone() {
      await client.invalidateQueries({ queryKey: communityKey(communityId) });
      toastDone(t("close.reopened"));
    },
  });
  return (
    <Form model={model} submit={t("close.reopen")}>
      <Notice tone="plain">{t("close.isClosed")}</Notice>
    </Form>
  );
}
