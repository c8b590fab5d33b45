import { IconMapOff } from "@tabler/icons-react";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { isProblem } from "../lib/problem.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState, ErrorState } from "../ui/states.tsx";

export function LostPage() {
  const { t } = useTranslation("app");
  return (
    <Page title={t("lost.title")} narrow>
      <EmptyState icon={IconMapOff} title={t("lost.text")} action={<LinkButton to="/">{t("lost.home")}</LinkButton>} />
    </Page>
  );
}

/** What a page could not cope with. What is absent looks the same as an address that never was. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  if (isProblem(error) && error.status === 404) return <LostPage />;
  return <ErrorState error={error} onRetry={reset} />;
}
