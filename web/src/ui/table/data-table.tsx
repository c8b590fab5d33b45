import { Button, Checkbox } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState, Lines, useSentence } from "../states.tsx";
import { toastFault } from "../toast.tsx";
import { usePhone } from "../use-phone.ts";
import { allRows } from "./all-rows.ts";
import type { Column, DataTableProps } from "./columns.ts";
import { download, exportColumns, toCsv } from "./csv.ts";
import styles from "./data-table.module.css";
import { More } from "./more.tsx";
import { Cards, Rows } from "./rows.tsx";

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
          <ExportButton
            name={exportName}
            columns={columns}
            rowsToTell={async () => (picked.length > 0 ? picked : await allRows(list))}
          />
        ) : null}
      </div>
      {isPhone ? <Cards {...shown} /> : <Rows {...shown} name={name} />}
      <More list={list} count={rows.length} />
    </div>
  );
}

interface ExportProps<T> {
  name: string;
  columns: readonly Column<T>[];
  rowsToTell: () => Promise<readonly T[]>;
}

function ExportButton<T>({ name, columns, rowsToTell }: ExportProps<T>) {
  const { t } = useTranslation("ui");
  const sentence = useSentence();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const told = exportColumns(columns, (head) => t("table.code", { head }));
      download(`${name}.csv`, toCsv(told, await rowsToTell()), "text/csv;charset=utf-8");
    } catch (error) {
      toastFault(sentence(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      variant="subtle"
      size="compact-md"
      className={styles.export ?? ""}
      leftSection={<IconDownload aria-hidden size="1.1em" />}
      loading={isBusy}
      onClick={() => void save()}
    >
      {t("table.export")}
    </Button>
  );
}
