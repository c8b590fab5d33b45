import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconDownload, IconPlus, IconUpload } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../lib/community.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { journalPath } from "./queries.ts";

/** The names of the files, as each program calls its own. */
const EXPORTS = [
  ["hledger", "journal"],
  ["beancount", "beancount"],
  ["csv", "csv"],
  ["parquet", "parquet"],
] as const;

/** What one can do with the books: post is what people come for, the rest is in the menu. */
export function BooksActions({ communityId }: { communityId: string }) {
  const { t } = useTranslation("ledger");
  const may = useMay(communityId);
  return (
    <>
      {may("ledger.post") ? (
        <LinkButton to="/c/$communityId/books/post" params={{ communityId }}>
          {t("post.open")}
        </LinkButton>
      ) : null}
      <MoreMenu communityId={communityId} />
    </>
  );
}

function MoreMenu({ communityId }: { communityId: string }) {
  const { t } = useTranslation("ledger");
  const may = useMay(communityId);
  const navigate = useNavigate();
  const params = { communityId };
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown aria-hidden size="1.1em" />}>
          {t("more")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {may("ledger.manage") ? (
          <Menu.Item
            leftSection={<IconPlus aria-hidden size="1.1em" />}
            onClick={() => void navigate({ to: "/c/$communityId/books/open", params })}
          >
            {t("open.title")}
          </Menu.Item>
        ) : null}
        {may("ledger.import") ? (
          <Menu.Item
            leftSection={<IconUpload aria-hidden size="1.1em" />}
            onClick={() => void navigate({ to: "/c/$communityId/books/import", params })}
          >
            {t("import.title")}
          </Menu.Item>
        ) : null}
        {EXPORTS.map(([format, extension]) => (
          <Menu.Item
            key={format}
            component="a"
            href={journalPath(communityId, format)}
            download={`commonpurse.${extension}`}
            leftSection={<IconDownload aria-hidden size="1.1em" />}
          >
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
