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
import { accountNumberIn, isAccountNumber } from "./account-number.ts";
import type { GoalHere } from "./queries.ts";

interface Destination {
  name: string;
  accountNumber: string;
  bankCode: string;
}

const NOWHERE: Destination = { name: "", accountNumber: "", bankCode: "" };

/** Sends released money to its payee: first where to, then the whole of it once more. */
export function PayOut({ here, goal, milestone }: { here: GoalHere; goal: Goal; milestone: Milestone }) {
  const { t } = useTranslation("fundraising");
  const [step, setStep] = useState<"none" | "destination" | "summary">("none");
  const [destination, setDestination] = useState(NOWHERE);
  return (
    <>
      <Button onClick={() => setStep("destination")}>{t("payout.open")}</Button>
      <Sheet opened={step === "destination"} onClose={() => setStep("none")} title={t("payout.title")}>
        <DestinationForm
          milestone={milestone}
          destination={destination}
          onReady={(ready) => {
            setDestination(ready);
            setStep("summary");
          }}
        />
      </Sheet>
      {step === "summary" ? (
        <Confirm
          here={here}
          goal={goal}
          milestone={milestone}
          destination={destination}
          onDone={() => setStep("none")}
          // Whoever does not go on puts something right: what was typed is still there. After a payout nothing opens again.
          onClose={() => setStep((now) => (now === "summary" ? "destination" : now))}
        />
      ) : null}
    </>
  );
}

interface DestinationFormProps {
  milestone: Milestone;
  destination: Destination;
  onReady: (ready: Destination) => void;
}

function DestinationForm({ milestone, destination, onReady }: DestinationFormProps) {
  const { t } = useTranslation("fundraising");
  const model = useServerForm<Destination, Destination>({
    defaultValues: destination,
    send: async ({ name, accountNumber, bankCode }) => ({
      name: name.trim(),
      accountNumber: accountNumberIn(accountNumber),
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
          rules={{ validate: (value) => isAccountNumber(value) || t("payout.accountWrong") }}
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
  onDone: () => void;
  onClose: () => void;
}

function Confirm({ here, goal, milestone, destination, onDone, onClose }: ConfirmProps) {
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
    onDone();
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
