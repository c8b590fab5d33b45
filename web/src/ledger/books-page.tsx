import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../ui/page.tsx";
import { Tabs } from "../ui/tabs.tsx";

const PARTS = ["", "transactions", "trial-balance", "flow", "seals"] as const;
const WORDS = {
  "": "accounts.title",
  transactions: "transactions.title",
  "trial-balance": "trial.title",
  flow: "flow.title",
  seals: "seals.title",
} as const;

interface BooksPageProps {
  communityId: string;
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** One of the pages that the books consist of, with the way to the others. */
export function BooksPage({ communityId, title, lead, actions, children }: BooksPageProps) {
  const { t } = useTranslation("ledger");
  const tabs = PARTS.map((part) => ({
    id: part,
    label: t(WORDS[part]),
    to: part === "" ? "/c/$communityId/books" : `/c/$communityId/books/${part}`,
  }));
  return (
    <Page title={title} lead={lead} actions={actions}>
      <Tabs name={t("title")} tabs={tabs} params={{ communityId }} />
      {children}
    </Page>
  );
}

/** The way back from a page that stands below the books. */
export function BooksTrail({ communityId }: { communityId: string }) {
  const { t } = useTranslation("ledger");
  return (
    <Link to="/c/$communityId/books" params={{ communityId }}>
      {t("title")}
    </Link>
  );
}
