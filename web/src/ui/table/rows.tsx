import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DataTableProps } from "./columns.ts";
import styles from "./data-table.module.css";

export interface RowsProps<T> extends DataTableProps<T> {
  rows: readonly T[];
  chosen: ReadonlySet<string>;
  choose: (key: string) => void;
  all: (isOn: boolean) => void;
}

export function Rows<T>({ name, rows, columns, rowKey, onOpen, openKey, bulk, chosen, choose, all }: RowsProps<T>) {
  const { t } = useTranslation("ui");
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="sr">{name}</caption>
        <thead>
          <tr>
            {bulk ? (
              <th scope="col" className={styles.check}>
                <Checkbox
                  aria-label={t("table.chooseAll")}
                  checked={rows.length > 0 && chosen.size >= rows.length}
                  onChange={(event) => all(event.currentTarget.checked)}
                />
              </th>
            ) : null}
            {columns.map((column) => (
              <th key={column.id} scope="col" data-figure={column.isFigure || undefined}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = rowKey(row);
            return (
              <tr
                key={key}
                data-open={openKey === key || undefined}
                data-opens={onOpen ? true : undefined}
                onClick={onOpen ? (event) => openUnlessControl(event.target, () => onOpen(row)) : undefined}
              >
                {bulk ? (
                  <td className={styles.check}>
                    <Checkbox aria-label={t("table.choose")} checked={chosen.has(key)} onChange={() => choose(key)} />
                  </td>
                ) : null}
                {columns.map((column, index) => (
                  <td key={column.id} data-figure={column.isFigure || undefined}>
                    {index === 0 && onOpen ? (
                      <button type="button" data-inline className={styles.opener} onClick={() => onOpen(row)}>
                        {column.cell(row)}
                      </button>
                    ) : (
                      column.cell(row)
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** A click on a link, a button or a box of the row is meant for that. */
function openUnlessControl(target: EventTarget, open: () => void): void {
  if (target instanceof Element && target.closest("a, button, input, label")) return;
  open();
}

export function Cards<T>({ rows, columns, rowKey, onOpen, openKey, bulk, chosen, choose }: RowsProps<T>) {
  const { t } = useTranslation("ui");
  const title = columns.find((column) => column.card === "title") ?? columns[0];
  const figure = columns.find((column) => column.card === "figure");
  const others = columns.filter((column) => column !== title && column !== figure && column.card !== "none");
  return (
    <ul className={styles.cards}>
      {rows.map((row) => {
        const key = rowKey(row);
        return (
          <li key={key} className={styles.card} data-open={openKey === key || undefined}>
            <div className={styles.cardHead}>
              {bulk ? (
                <Checkbox aria-label={t("table.choose")} checked={chosen.has(key)} onChange={() => choose(key)} />
              ) : null}
              {onOpen ? (
                <button type="button" className={styles.cardTitle} onClick={() => onOpen(row)}>
                  {title?.cell(row)}
                </button>
              ) : (
                <span className={styles.cardTitle}>{title?.cell(row)}</span>
              )}
              {figure ? <span className={styles.cardFigure}>{figure.cell(row)}</span> : null}
            </div>
            <dl className={styles.cardFacts}>
              {others.map((column) => (
                <div key={column.id}>
                  <dt>{column.head}</dt>
                  <dd>{column.cell(row)}</dd>
                </div>
              ))}
            </dl>
          </li>
        );
      })}
    </ul>
  );
}
