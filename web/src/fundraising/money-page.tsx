import { IconCoins } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { EntriesSheet } from "../ledger/entries-sheet.tsx";
import { useMay } from "../lib/community.ts";
import type { GoalMoney } from "../lib/wire.ts";
import { Sankey, type SankeyPlace } from "../ui/charts/sankey.tsx";
import { Section } from "../ui/page.tsx";
import { EmptyState, ErrorState, Lines } from "../ui/states.tsx";
import { useFilters } from "../ui/table/use-filters.ts";
import { colourOf, entriesBehind } from "./flow.ts";
import { moneyOf, useGoalIds } from "./queries.ts";

/** Where the money is: each figure opens to the entries that make it, the list staying where it is. */
export function MoneyPage() {
  const { t } = useTranslation("fundraising");
  const here = useGoalIds();
  const money = useQuery(moneyOf(here.communityId, here.goalId));
  if (money.isPending) return <Lines count={6} />;
  if (!money.data) return <ErrorState error={money.error} onRetry={() => void money.refetch()} />;
  if (money.data.nodes.length === 0)
    return <EmptyState icon={IconCoins} title={t("money.title")} text={t("money.empty")} />;
  return <Flow communityId={here.communityId} money={money.data} />;
}

function Flow({ communityId, money }: { communityId: string; money: GoalMoney }) {
  const { t } = useTranslation("fundraising");
  const may = useMay(communityId);
  // In the address, so that a public page and a link lead to the entries of one figure.
  const { search, set } = useFilters();
  const asked = search["open"];
  const seesBooks = may("ledger.view");
  const open = seesBooks && money.nodes.some(({ id }) => id === asked) ? asked : undefined;
  const places = money.nodes.map(({ id, amount }): SankeyPlace => {
    const hasEntries = entriesBehind(money, id).length > 0;
    return {
      id,
      amount,
      name: t(`money.node.${id}`),
      colour: colourOf(id),
      ...(seesBooks && hasEntries ? { onOpen: () => set({ open: id }) } : {}),
    };
  });
  return (
    <Section title={t("money.title")} lead={seesBooks ? t("money.introOpen") : t("money.intro")} card>
      <Sankey
        title={t("money.title")}
        places={places}
        streams={money.links}
        heads={{ place: t("money.what"), amount: t("money.amount") }}
      />
      <EntriesSheet
        communityId={communityId}
        title={open ? t(`money.node.${open}`) : ""}
        filters={open ? entriesBehind(money, open) : null}
        onClose={() => set({ open: undefined })}
      />
    </Section>
  );
}
