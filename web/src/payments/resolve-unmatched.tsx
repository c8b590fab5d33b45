import { Button, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { communityKey } from "../lib/query.ts";
import type { UnmatchedMoney } from "../lib/wire.ts";
import { Money } from "../ui/money.tsx";
import type { Fact } from "../ui/page.tsx";
import { StepUp } from "../ui/step-up.tsx";
import { toastDone } from "../ui/toast.tsx";
import { useProviderName } from "./queries.ts";

type Choice = UnmatchedMoney["choices"][number];

/** Says what became of the money. Before it is said, what it books is shown line by line, and a reason is asked for. */
export function ResolveUnmatched({
  communityId,
  money,
  choice,
}: {
  communityId: string;
  money: UnmatchedMoney;
  choice: Choice;
}) {
  const { t } = useTranslation("payments");
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const [note, setNote] = useState("");
  const entries = useEntries(communityId, money, choice);
  const { resolution } = choice;
  const words = `unmatched.choice.${resolution === "written_off" ? `written_off_${money.direction}` : resolution}`;
  const act = async () => {
    await call("POST /v1/communities/{communityId}/unmatched-money/{unmatchedId}/resolution", {
      path: { communityId, unmatchedId: money.id },
      body: { resolution, note: note.trim() },
      idempotencyKey: key,
    });
    await client.invalidateQueries({ queryKey: communityKey(communityId) });
    toastDone(t("unmatched.done"));
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t(`${words}.action`)}
      </Button>
      <StepUp
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t(`${words}.action`)}
        summary={entries}
        vow={t(`${words}.vow`)}
        confirm={t(choice.entries.length > 0 ? "unmatched.book" : "unmatched.close")}
        isReady={note.trim() !== ""}
        onConfirm={act}
      >
        <p>{t(`${words}.lead`)}</p>
        <Textarea
          label={t("unmatched.note")}
          description={t("unmatched.noteHelp")}
          maxLength={500}
          required
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </StepUp>
    </>
  );
}

/** What will be booked, as the server told it: `Debit: Without a home … 10.00`. */
function useEntries(communityId: string, money: UnmatchedMoney, choice: Choice): readonly Fact[] {
  const { t } = useTranslation("payments");
  const provider = useProviderName(communityId)(money.providerId);
  if (choice.entries.length === 0) return [[t("field.booked"), t("unmatched.nothing")]];
  return choice.entries.map(({ side, accountCode, amount }) => [
    t(`unmatched.side.${side}`),
    <span key={side} className="spread">
      <span>{t(`unmatched.account.${accountCode.split("/")[0]}`, { provider })}</span>
      <Money money={amount} />
    </span>,
  ]);
}
