import { Button } from "@mantine/core";
import { IconLock, IconRefresh, IconReportAnalytics, IconReportOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Scene } from "../ui/scene.tsx";
import { ExportButton } from "./export-button.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { Pager } from "./pager.tsx";
import { SessionDrawer } from "./session-drawer.tsx";
import { type Chosen, isNarrowed, NOTHING_CHOSEN } from "./session-filter.ts";
import styles from "./sessions-page.module.css";
import { SessionsTable } from "./sessions-table.tsx";
import { type SessionsView, useSessions } from "./use-sessions.ts";

/** The report of all sessions: filters, table, one session's time line, export. */
export function SessionsPage() {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(NOTHING_CHOSEN);
  const [open, setOpen] = useState<string>();
  return (
    <main className={styles.root}>
      <header className={styles.header}>
        <h1 className={styles.title}>{t("reports.title")}</h1>
        <ExportButton chosen={chosen} />
      </header>
      <FilterChips chosen={chosen} onChange={setChosen} />
      <Rows
        key={JSON.stringify(chosen)}
        chosen={chosen}
        onOpen={setOpen}
        onClear={() => setChosen(NOTHING_CHOSEN)}
      />
      <SessionDrawer session={open} onClose={() => setOpen(undefined)} />
    </main>
  );
}

interface RowsProps {
  chosen: Chosen;
  onOpen: (session: string) => void;
  onClear: () => void;
}

function Rows({ chosen, onOpen, onClear }: RowsProps) {
  const view = useSessions(chosen);
  if (view.problem) return <Problem forbidden={view.problem.forbidden} onRetry={view.again} />;
  if (view.page?.rows.length === 0) return <Nothing narrowed={isNarrowed(chosen)} onClear={onClear} />;
  return (
    <>
      <div className={styles.table} aria-busy={view.loading}>
        <SessionsTable rows={view.page?.rows} onOpen={onOpen} />
      </div>
      <Footer view={view} />
    </>
  );
}

function Footer({ view }: { view: SessionsView }) {
  const { t } = useTranslation();
  const { page, first } = view;
  return (
    <footer className={styles.footer}>
      <span>{page && t("reports.total", { count: page.total })}</span>
      {page && (
        <Pager
          text={t("reports.page", { from: first + 1, to: first + page.rows.length, total: page.total })}
          {...(view.previous && { onPrevious: view.previous })}
          {...(view.next && { onNext: view.next })}
        />
      )}
    </footer>
  );
}

function Problem({ forbidden, onRetry }: { forbidden: boolean; onRetry: () => void }) {
  const { t } = useTranslation();
  if (forbidden) {
    return (
      <Scene icon={<IconLock size={24} />} tone="quiet" title={t("reports.forbidden")}>
        {t("reports.forbiddenText")}
      </Scene>
    );
  }
  const retry = (
    <Button leftSection={<IconRefresh size={16} />} onClick={onRetry}>
      {t("start.retry")}
    </Button>
  );
  return <Scene icon={<IconReportOff size={24} />} tone="bad" title={t("reports.failed")} actions={retry} />;
}

function Nothing({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  const clear = narrowed && (
    <Button variant="default" onClick={onClear}>
      {t("reports.clear")}
    </Button>
  );
  return (
    <Scene
      icon={<IconReportAnalytics size={24} />}
      tone="quiet"
      title={narrowed ? t("reports.empty") : t("reports.none")}
      actions={clear}
    >
      {narrowed ? t("reports.emptyText") : t("reports.noneText")}
    </Scene>
  );
}
