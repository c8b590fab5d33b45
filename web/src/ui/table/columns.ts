import type { ReactNode } from "react";
import type { List } from "../../lib/query.ts";

export interface Column<T> {
  id: string;
  head: string;
  cell: (row: T) => ReactNode;
  /** Figures stand at the end. */
  isFigure?: boolean;
  /** What the export says; a column without it is left out. */
  csv?: (row: T) => string | number | null;
  /** Where the export says it in words: the code, in a column of its own beside them, for programs. */
  code?: (row: T) => string;
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
