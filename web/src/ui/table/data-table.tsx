import { Button, Checkbox } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { List } from "../../lib/query.ts";
import { ErrorState, Lines } from "../states.tsx";
import { usePhone } from "../use-phone.ts";
import { download, toCsv } from "./csv.ts";
import styles from "./data-table.module.css";
import { More } from "./more.tsx";
import { Cards, Rows } from "./rows.tsx";

export interface Column<T> {
  id: string;
  head: string;
  cell: (row: T) => ReactNode;
  /** Figures stand at the end. */
  isFigure?: boolean;
  /** What the export says; a column without it is left out. */
  csv?: (row: T) => string | number | null;
  /** On a phone: the card's own heading, or its figure. */
  card?: "title" | "figure" | "none";
}

export interface DataTableProps<T> {
  name: string;
  list: List<T>;
  columns: readonly Column<T>[];
  rowKey: (row: T) => string;
  /** Opens a row; the open one is marked. */
  onOpen?: (row: T) => void;
  openKey?: string | undefined;
  /** What can be done with many rows at once. */
  bulk?: (rows: readonly T[], done: () => void) => ReactNode;
  empty: ReactNode;
  exportName?: string;
}

/** A list with figures: sticky head, endless, exportable; cards on a phone. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { list, rowKey, bulk, columns, name, exportName } = props;
  const { t } = useTranslation("ui");
  const isPhone = usePhone();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  if (list.isPending) return <Lines count={8} />;
  if (list.isError && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.length === 0) return <>{props.empty}</>;
  const picked = rows.filter((row) => chosen.has(rowKey(row)));
  const choose = (key: string) => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  };
  const all = (isOn: boolean) => setChosen(new Set(isOn ? rows.map(rowKey) : []));
  const shown = { ...props, rows, chosen, choose, all };
  return (
    <div className={styles.wrap}>
      <div className={`${styles.tools} no-print`}>
        {bulk && isPhone ? (
          <Checkbox
            label={t("table.chooseAll")}
            checked={picked.length === rows.length}
            onChange={(event) => all(event.currentTarget.checked)}
          />
        ) : null}
        {bulk && picked.length > 0 ? (
          <span className="row-tight">
            <strong>{t("table.chosen", { count: picked.length })}</strong>
            {bulk(picked, () => setChosen(new Set()))}
          </span>
        ) : null}
        {exportName ? (
          <ExportButton name={exportName} columns={columns} rows={picked.length > 0 ? picked : rows} />
        ) : null}
      </div>
      {isPhone ? <Cards {...shown} /> : <Rows {...shown} name={name} />}
      <More list={list} count={rows.length} />
    </div>
  );
}

function ExportButton<T>({ name, columns, rows }: { name: string; columns: readonly Column<T>[]; rows: readonly T[] }) {
  const { t } = useTranslation("ui");
  const save = () => {
    const told = columns.flatMap(({ head, csv }) => (csv ? [{ head, value: csv }] : []));
    download(`${name}.csv`, toCsv(told, rows), "text/csv;charset=utf-8");
  };
  return (
    <Button
      variant="subtle"
      size="compact-md"
      className={styles.export ?? ""}
      leftSection={<IconDownload aria-hidden size="1.1em" />}
      onClick={save}
    >
      {t("table.export")}
    </Button>
  );
}
