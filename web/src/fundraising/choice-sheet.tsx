import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { communityKey, selfKey } from "../lib/query.ts";
import type { Gift } from "../lib/wire.ts";
import { ChoiceField, SelectField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import { Money } from "../ui/money.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { toastDone } from "../ui/toast.tsx";
import { goalsOf } from "./queries.ts";

interface ChoiceValues {
  choice: string;
  goalId: string;
}

/** After a goal has ended: the money back, or to another goal. */
export function ChoiceSheet({
  communityId,
  gift,
  onClose,
}: {
  communityId: string;
  gift: Gift | null;
  onClose: () => void;
}) {
  const { t } = useTranslation("fundraising");
  return (
    <Sheet opened={gift !== null} onClose={onClose} title={t("choice.title")}>
      {gift ? <ChoiceForm key={gift.id} communityId={communityId} gift={gift} onDone={onClose} /> : null}
    </Sheet>
  );
}

function ChoiceForm({ communityId, gift, onDone }: { communityId: string; gift: Gift; onDone: () => void }) {
  const { t } = useTranslation("fundraising");
  const client = useQueryClient();
  const open =
    useInfiniteQuery(goalsOf(communityId, { status: "open" })).data?.pages.flatMap((page) => page.items) ?? [];
  const others = open.filter(({ id, currency }) => id !== gift.goalId && currency === gift.amount.currency);
  const model = useServerForm<ChoiceValues, Gift>({
    defaultValues: { choice: "refund", goalId: "" },
    send: ({ choice, goalId }, key) =>
      call("POST /v1/communities/{communityId}/goals/{goalId}/gifts/{giftId}/choice", {
        path: { communityId, goalId: gift.goalId, giftId: gift.id },
        idempotencyKey: key,
        body: choice === "move" ? { choice, goalId } : { choice: "refund" },
      }),
    async onDone(_gift, { choice }) {
      await client.invalidateQueries({ queryKey: communityKey(communityId) });
      await client.invalidateQueries({ queryKey: selfKey("activity") });
      toastDone(choice === "move" ? t("choice.moved") : t("choice.refunded"));
      onDone();
    },
  });
  const isMove = model.form.watch("choice") === "move";
  return (
    <>
      <Money money={gift.due ?? gift.amount} size="hero" words={t("choice.share")} />
      <Form model={model} submit={isMove ? t("choice.move") : t("choice.refund")}>
        <ChoiceField<ChoiceValues>
          name="choice"
          label={t("choice.question")}
          options={[
            { value: "refund", label: t("choice.refundLong"), help: t("choice.refundHelp") },
            ...(others.length > 0 ? [{ value: "move", label: t("choice.moveLong"), help: t("choice.moveHelp") }] : []),
          ]}
        />
        {isMove ? (
          <SelectField<ChoiceValues>
            name="goalId"
            label={t("choice.to")}
            options={[
              { value: "", label: t("choice.pick") },
              ...others.map(({ id, title }) => ({ value: id, label: title })),
            ]}
          />
        ) : null}
      </Form>
    </>
  );
}
