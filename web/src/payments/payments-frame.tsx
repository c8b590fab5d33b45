import { Link, Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCommunityId } from "../lib/community.ts";
import { Page } from "../ui/page.tsx";
import { Tabs } from "../ui/tabs.tsx";

const PARTS = ["", "refunds", "payouts", "webhooks", "unmatched", "providers"] as const;

export function PaymentsFrame() {
  const { t } = useTranslation("payments");
  const communityId = useCommunityId();
  const tabs = PARTS.map((part) => ({
    id: part,
    label: t(`tab.${part || "payments"}`),
    to: part === "" ? "/c/$communityId/payments" : `/c/$communityId/payments/${part}`,
  }));
  return (
    <Page
      title={t("title")}
      actions={
        <Link to="/c/$communityId/unclaimed" params={{ communityId }}>
          {t("unclaimed")}
        </Link>
      }
    >
      <Tabs name={t("title")} tabs={tabs} params={{ communityId }} />
      <Outlet />
    </Page>
  );
}
