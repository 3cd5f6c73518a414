import { Skeleton, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/use-locale.ts";
import type { SessionRow } from "../lib/api.ts";
import { dateTime, stopwatch } from "../lib/format.ts";
import { NameCell, NumberCell, Table } from "../ui/table.tsx";
import styles from "./sessions-table.module.css";
import { useModeName, useReasonName, useWhoName } from "./words.ts";

/** Rows of the picture that stands before the first answer. */
const EMPTY_ROWS = Array.from({ length: 12 }, (_, row) => `row-${row}`);

interface Props {
  /** Absent before the first answer. */
  rows: readonly SessionRow[] | undefined;
  onOpen: (session: string) => void;
}

/** The sessions, newest first. A row opens by its first cell's button or a click anywhere. */
export function SessionsTable({ rows, onOpen }: Props) {
  const { t } = useTranslation();
  const columns = [
    { title: t("reports.started") },
    { title: t("reports.customer") },
    { title: t("reports.agent") },
    { title: t("reports.site") },
    { title: t("reports.pages"), number: true },
    { title: t("reports.mode") },
    { title: t("reports.duration"), number: true },
    { title: t("reports.end") },
  ];
  return (
    <Table columns={columns}>
      {rows
        ? rows.map((row) => <Row key={row.session} row={row} onOpen={() => onOpen(row.session)} />)
        : EMPTY_ROWS.map((row) => (
            <tr key={row}>
              <td colSpan={columns.length}>
                <Skeleton height={14} />
              </td>
            </tr>
          ))}
    </Table>
  );
}

function Row({ row, onOpen }: { row: SessionRow; onOpen: () => void }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const reasonName = useReasonName();
  const whoName = useWhoName();
  const modeName = useModeName();
  const started = dateTime(row.started_at, locale);
  const name = row.customer || t("visitor");
  return (
    // The button in the first cell does the same by keyboard: its click arrives here too.
    <tr className={styles.row} onClick={onOpen}>
      <td>
        <UnstyledButton className={styles.open} aria-label={t("reports.open", { name, time: started })}>
          {started}
        </UnstyledButton>
      </td>
      <NameCell>{name}</NameCell>
      <td>{row.agent}</td>
      <td>{row.site}</td>
      <NumberCell>{row.pages || "–"}</NumberCell>
      <td>{row.live_at ? modeName(row.mode) : "–"}</td>
      <NumberCell>{row.live_at ? stopwatch(row.duration_s * 1000) : "–"}</NumberCell>
      <td>
        <span className={styles.reason} data-reason={row.end_reason}>
          {reasonName(row.end_reason)}
        </span>
        {row.ended_by && <span className={styles.by}>{t("reports.by", { who: whoName(row.ended_by) })}</span>}
      </td>
    </tr>
  );
}
