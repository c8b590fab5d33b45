import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCommunity, useCommunityId } from "../lib/community.ts";
import { call } from "../lib/http.ts";
import { currencies } from "../lib/money.ts";
import { communityKey } from "../lib/query.ts";
import type { Community, LedgerAccount } from "../lib/wire.ts";
import { SelectField, TextField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import { Page } from "../ui/page.tsx";
import { Lines } from "../ui/states.tsx";
import { toastDone } from "../ui/toast.tsx";
import { AccountFields } from "./account-fields.tsx";
import { ACCOUNT_TYPES, type AccountType } from "./account-types.ts";
import { ACCOUNT_CODE, type AccountValues, NEW_ACCOUNT, settingsOf } from "./account-values.ts";
import { BooksTrail } from "./books-page.tsx";
import { useLedgerWords } from "./labels.ts";

interface NewAccountValues extends AccountValues {
  code: string;
  type: AccountType;
  currency: string;
}

export function OpenAccountPage() {
  const { t } = useTranslation("ledger");
  const communityId = useCommunityId();
  const community = useCommunity(communityId);
  return (
    <Page title={t("open.title")} lead={t("open.lead")} trail={<BooksTrail communityId={communityId} />} narrow>
      {community ? <NewAccount community={community} /> : <Lines />}
    </Page>
  );
}

function NewAccount({ community }: { community: Community }) {
  const { t } = useTranslation("ledger");
  const words = useLedgerWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const communityId = community.id;
  const model = useServerForm<NewAccountValues, LedgerAccount>({
    defaultValues: { ...NEW_ACCOUNT, code: "", type: "ASSET", currency: community.currency },
    draft: `open-account:${communityId}`,
    send: ({ code, type, currency, ...values }, key) =>
      call("POST /v1/communities/{communityId}/ledger/accounts", {
        path: { communityId },
        body: { code: code.trim(), type, currency, ...settingsOf(values) },
        idempotencyKey: key,
      }),
    async onDone({ id }) {
      await client.invalidateQueries({ queryKey: communityKey(communityId) });
      toastDone(t("open.done"));
      await navigate({ to: "/c/$communityId/books/accounts/$accountId", params: { communityId, accountId: id } });
    },
  });
  return (
    <Form model={model} submit={t("open.submit")}>
      <TextField<NewAccountValues>
        name="code"
        label={t("open.code")}
        help={t("open.codeHelp")}
        required
        dir="ltr"
        autoComplete="off"
        maxLength={200}
        rules={{ pattern: { value: ACCOUNT_CODE, message: t("open.codeFault") } }}
      />
      <SelectField<NewAccountValues>
        name="type"
        label={t("accounts.type")}
        help={t("open.typeHelp")}
        options={ACCOUNT_TYPES.map((value) => ({ value, label: words.type(value) }))}
      />
      <SelectField<NewAccountValues>
        name="currency"
        label={t("field.currency")}
        options={currencies().map((value) => ({ value, label: value }))}
      />
      <AccountFields currency={model.form.watch("currency")} />
    </Form>
  );
}
