import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../lib/format.ts";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import { useReader } from "../lib/reader.ts";
import type { Goal, Milestone } from "../lib/wire.ts";
import { TextField } from "../ui/forms/fields.tsx";
import { Form } from "../ui/forms/form.tsx";
import { useServerForm } from "../ui/forms/use-server-form.ts";
import { Money } from "../ui/money.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { StepUp } from "../ui/step-up.tsx";
import { toastDone } from "../ui/toast.tsx";
import type { GoalHere } from "./queries.ts";

interface Destination {
  name: string;
  accountNumber: string;
  bankCode: string;
}

/** Sends released money to its payee: first where to, then the whole of it once more. */
export function PayOut({ here, goal, milestone }: { here: GoalHere; goal: Goal; milestone: Milestone }) {
  const { t } = useTranslation("fundraising");
  const [isOpen, setOpen] = useState(false);
  const [destination, setDestination] = useState<Destination | null>(null);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("payout.open")}</Button>
      <Sheet opened={isOpen} onClose={() => setOpen(false)} title={t("payout.title")}>
        <DestinationForm
          milestone={milestone}
          onReady={(ready) => {
            setDestination(ready);
            setOpen(false);
          }}
        />
      </Sheet>
      {destination ? (
        <Confirm
          here={here}
          goal={goal}
          milestone={milestone}
          destination={destination}
          onClose={() => setDestination(null)}
        />
      ) : null}
    </>
  );
}

function DestinationForm({ milestone, onReady }: { milestone: Milestone; onReady: (ready: Destination) => void }) {
  const { t } = useTranslation("fundraising");
  const model = useServerForm<Destination, Destination>({
    defaultValues: { name: "", accountNumber: "", bankCode: "" },
    send: async ({ name, accountNumber, bankCode }) => ({
      name: name.trim(),
      accountNumber: accountNumber.replace(/\s/g, ""),
      bankCode: bankCode.trim(),
    }),
    onDone: onReady,
  });
  return (
    <>
      <p>
        <Money money={milestone.releasedAmount ?? milestone.amount} size="hero" />
      </p>
      <Form model={model} submit={t("payout.next")}>
        <TextField<Destination> name="name" label={t("payout.name")} required maxLength={140} />
        <TextField<Destination>
          name="accountNumber"
          label={t("payout.account")}
          help={t("payout.accountHelp")}
          required
          dir="ltr"
          rules={{
            validate: (value) => /^[A-Za-z0-9]{5,34}$/.test(value.replace(/\s/g, "")) || t("payout.accountWrong"),
          }}
        />
        <TextField<Destination>
          name="bankCode"
          label={t("payout.bank")}
          help={t("payout.bankHelp")}
          required
          dir="ltr"
          rules={{ validate: (value) => /^[A-Za-z0-9]{2,20}$/.test(value.trim()) || t("payout.bankWrong") }}
        />
      </Form>
    </>
  );
}

interface ConfirmProps {
  here: GoalHere;
  goal: Goal;
  milestone: Milestone;
  destination: Destination;
  onClose: () => void;
}

function Confirm({ here, goal, milestone, destination, onClose }: ConfirmProps) {
  const { t } = useTranslation("fundraising");
  const { language } = useReader();
  const client = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  const amount = milestone.releasedAmount ?? milestone.amount;
  const act = async () => {
    await call("POST /v1/communities/{communityId}/goals/{goalId}/payouts", {
      path: here,
      idempotencyKey: key,
      body: { milestoneId: milestone.id, destination },
    });
    await client.invalidateQueries({ queryKey: communityKey(here.communityId) });
    toastDone(t("payout.done"));
  };
  return (
    <StepUp
      opened
      onClose={onClose}
      title={t("payout.confirmTitle")}
      summary={[
        [t("payout.amount"), <Money key="amount" money={amount} size="big" />],
        [t("payout.for"), `${goal.title} · ${milestone.title}`],
        [t("payout.name"), <bdi key="name">{destination.name}</bdi>],
        [t("payout.account"), <bdi key="account">{destination.accountNumber}</bdi>],
        [t("payout.bank"), <bdi key="bank">{destination.bankCode}</bdi>],
      ]}
      vow={t("payout.vow")}
      confirm={t("payout.action", { amount: formatMoney(amount, language) })}
      onConfirm={act}
    />
  );
}
