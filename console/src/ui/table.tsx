import type { ReactNode } from "react";
import styles from "./table.module.css";

export interface Column {
  title: string;
  /** Its cells are numbers: they end at the same edge. */
  number?: boolean;
}

/** A table of rows: its heads stay in view while the rows scroll. `children` are the rows. */
export function Table({ columns, children }: { columns: readonly Column[]; children: ReactNode }) {
  return (
    <table className={styles.root}>
      <thead>
        <tr>
          {columns.map(({ title, number }) => (
            <th key={title} scope="col" className={number ? styles.number : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** The cell that says what the row is about. */
export function NameCell({ children }: { children: ReactNode }) {
  return <td className={styles.name}>{children}</td>;
}

/** A cell of a column of numbers. */
export function NumberCell({ children }: { children: ReactNode }) {
  return <td className={styles.number}>{children}</td>;
}
