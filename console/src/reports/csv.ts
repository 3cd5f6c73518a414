// Sessions as a table that spreadsheets open: RFC 4180, with a mark that says UTF-8.
import type { SessionPage, SessionRow } from "../lib/api.ts";

const COLUMNS: readonly [name: string, value: (row: SessionRow) => string | number | undefined][] = [
  ["session", (row) => row.session],
  ["started_at", (row) => row.started_at],
  ["live_at", (row) => row.live_at ?? ""],
  ["ended_at", (row) => row.ended_at ?? ""],
  ["duration_s", (row) => Math.round(row.duration_s)],
  ["agent", (row) => row.agent],
  ["agents", (row) => row.agents?.join("; ")],
  ["customer", (row) => row.customer],
  ["site", (row) => row.site],
  ["chat", (row) => row.chat],
  ["pages", (row) => row.pages],
  ["escalation", (row) => row.escalation],
  ["mode", (row) => row.mode],
  ["modes", (row) => row.modes?.map(({ mode, seconds }) => `${mode} ${seconds}`).join("; ")],
  ["end_reason", (row) => row.end_reason],
  ["ended_by", (row) => row.ended_by],
  ["external_key", (row) => row.external_key],
  ["os", (row) => row.client && `${row.client.os} ${row.client.os_version}`.trim()],
  ["browser", (row) => row.client && `${row.client.browser} ${row.client.browser_version}`.trim()],
];

/** Rows asked for at once while exporting. */
const EXPORT_PAGE = 200;

/** All rows as CSV text. */
export function toCsv(rows: readonly SessionRow[]): string {
  const lines = [
    COLUMNS.map(([name]) => name),
    ...rows.map((row) => COLUMNS.map(([, value]) => cell(value(row)))),
  ];
  return `\uFEFF${lines.map((line) => line.join(",")).join("\r\n")}\r\n`;
}

// Text that a spreadsheet would run as a formula gets a quote before it: names come from customers.
function cell(value: string | number | undefined): string {
  if (typeof value === "number") return String(value);
  const text = value ?? "";
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Reads every page of what is filtered. `onProgress` hears how many rows are there. */
export async function allRows(
  page: (cursor: string, limit: number) => Promise<SessionPage>,
  onProgress: (done: number, total: number) => void,
): Promise<SessionRow[]> {
  const rows: SessionRow[] = [];
  let cursor = "";
  do {
    const next = await page(cursor, EXPORT_PAGE);
    rows.push(...next.rows);
    onProgress(rows.length, next.total);
    cursor = next.next ?? "";
  } while (cursor);
  return rows;
}
