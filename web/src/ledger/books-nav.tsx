import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LinkButton } from "../ui/link-button.tsx";
import { journalPath } from "./queries.ts";

/** The ways into the books. */
export function BooksNav({ communityId }: { communityId: string }) {
  const { t } = useTranslation("ledger");
  return (
    <>
      <LinkButton to="/c/$communityId/books/transactions" params={{ communityId }} variant="default">
        {t("transactions.title")}
      </LinkButton>
      <LinkButton to="/c/$communityId/books/trial-balance" params={{ communityId }} variant="default">
        {t("trial.title")}
      </LinkButton>
      <Button component="a" href={journalPath(communityId)} download="commonpurse.journal" variant="default">
        {t("journal")}
      </Button>
    </>
  );
}
