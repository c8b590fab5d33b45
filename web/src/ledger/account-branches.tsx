import { IconBook2, IconChevronRight } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { shortId } from "../lib/ids.ts";
import { useReader } from "../lib/reader.ts";
import type { LedgerAccountNode } from "../lib/wire.ts";
import { EmptyState, ErrorState, Lines } from "../ui/states.tsx";
import { More } from "../ui/table/more.tsx";
import { accountsBelow, childrenOf, isOpenAtFirst, moveOf } from "./account-tree.ts";
import { useLedgerWords } from "./labels.ts";
import { treeOf } from "./queries.ts";
import { SideMoney } from "./side-money.tsx";
import styles from "./tree.module.css";
import { walkTree } from "./walk-tree.ts";

/** The chart as a tree: whole where it is short, else level by level as one opens it. */
export function AccountBranches({ communityId }: { communityId: string }) {
  const { t } = useTranslation("ledger");
  const { isMirrored } = useReader();
  const list = useInfiniteQuery(treeOf(communityId, {}));
  if (list.isPending) return <Lines count={8} />;
  if (!list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const first = list.data.pages[0];
  if (!first || first.items.length === 0)
    return <EmptyState icon={IconBook2} title={t("accounts.none")} text={t("accounts.noneText")} />;
  const whole = first.next === null ? first.items : null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows only move between the links and buttons inside.
    <div
      className={styles.tree}
      onKeyDown={(event) => {
        const move = moveOf(event.key, isMirrored);
        if (move) walkTree(event, move);
      }}
    >
      <Level communityId={communityId} parent={null} whole={whole} />
    </div>
  );
}

interface LevelProps {
  communityId: string;
  parent: string | null;
  /** All nodes, where they are known. */
  whole: readonly LedgerAccountNode[] | null;
}

function Level({ communityId, parent, whole }: LevelProps) {
  const { t } = useTranslation("ledger");
  const asked = useInfiniteQuery({
    ...treeOf(communityId, { depth: 1, ...(parent === null ? {} : { under: parent }) }),
    enabled: whole === null,
  });
  if (whole === null && asked.isPending) return <Lines count={2} />;
  if (whole === null && !asked.data) return <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />;
  const known = whole ?? asked.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <ul className={styles.level} aria-label={parent === null ? t("accounts.title") : undefined}>
        {childrenOf(known, parent).map((node) => (
          <Branch key={node.code} communityId={communityId} node={node} whole={whole} />
        ))}
      </ul>
      {whole === null ? <More list={asked} /> : null}
    </>
  );
}

function Branch({ communityId, node, whole }: Pick<LevelProps, "communityId" | "whole"> & { node: LedgerAccountNode }) {
  const { t } = useTranslation("ledger");
  const [isOpen, setOpen] = useState(() => isOpenAtFirst(node, whole !== null));
  const below = accountsBelow(node);
  const label = useNodeName(node);
  return (
    <li>
      <div className={styles.row} data-row>
        {below > 0 ? (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={isOpen}
            aria-label={t(isOpen ? "accounts.fold" : "accounts.unfold", { name: label.text })}
            onClick={() => setOpen(!isOpen)}
          >
            <IconChevronRight aria-hidden size="1.25em" />
          </button>
        ) : (
          <span className={styles.fold} />
        )}
        <NodeName communityId={communityId} node={node} label={label} />
        <Subtotals communityId={communityId} node={node} />
      </div>
      {isOpen && below > 0 ? <Level communityId={communityId} parent={node.code} whole={whole} /> : null}
    </li>
  );
}

interface NodeLabel {
  /** In words, if there are any. */
  told: string | null;
  /** The last part of the code. */
  part: string;
  text: string;
}

function useNodeName({ code, level, subtotals }: LedgerAccountNode): NodeLabel {
  const words = useLedgerWords();
  const part = shortId(code.split("/").at(-1) ?? code);
  const own = words.account(code, subtotals.find(({ name }) => name !== null)?.name);
  const branch = level === 1 || own === null ? words.branch(part) : null;
  const told = own ?? (branch === part.replaceAll("_", " ") ? null : branch);
  return { told, part, text: told ?? part };
}

function NodeName({ communityId, node, label }: { communityId: string; node: LedgerAccountNode; label: NodeLabel }) {
  const { t } = useTranslation("ledger");
  const below = accountsBelow(node);
  const accountId = node.subtotals.find((own) => own.accountId !== null)?.accountId;
  const name = (
    <span className={styles.name}>
      {label.told ? <bdi>{label.told}</bdi> : null}
      <code dir="ltr" title={node.code}>
        {label.part}
      </code>
    </span>
  );
  return (
    <span className={styles.names}>
      {accountId ? (
        <Link
          to="/c/$communityId/books/accounts/$accountId"
          params={{ communityId, accountId }}
          className={styles.link ?? ""}
        >
          {name}
        </Link>
      ) : (
        name
      )}
      {below > 0 ? <span className="soft small">{t("accounts.count", { count: below })}</span> : null}
    </span>
  );
}

/** One figure a currency, each a way to its account where this code has one. */
function Subtotals({ communityId, node }: { communityId: string; node: LedgerAccountNode }) {
  return (
    <span className={styles.figures}>
      {node.subtotals.map(({ currency, balance, accountId }) =>
        accountId ? (
          <Link
            key={currency}
            to="/c/$communityId/books/accounts/$accountId"
            params={{ communityId, accountId }}
            className={styles.link ?? ""}
          >
            <SideMoney balance={balance} currency={currency} />
          </Link>
        ) : (
          <SideMoney key={currency} balance={balance} currency={currency} />
        ),
      )}
    </span>
  );
}
