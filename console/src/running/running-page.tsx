import { Button } from "@mantine/core";
import { IconLock, IconRefresh, IconReportOff, IconScreenShare } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { RunningSession } from "../lib/api.ts";
import page from "../reports/sessions-page.module.css";
import { Scene } from "../ui/scene.tsx";
import { RunningTable } from "./running-table.tsx";
import { useRunning } from "./use-running.ts";

/** All running sessions of the sites that a supervisor sees, to watch or to join (A18). */
export function RunningPage() {
  const { t } = useTranslation();
  const { sessions, problem, again } = useRunning();
  return (
    <main className={page.root}>
      <header className={page.header}>
        <h1 className={page.title}>{t("running.title")}</h1>
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={again}>
          {t("running.refresh")}
        </Button>
      </header>
      {problem ? <Problem forbidden={problem.forbidden} onRetry={again} /> : <Rows sessions={sessions} />}
    </main>
  );
}

function Rows({ sessions }: { sessions: readonly RunningSession[] | undefined }) {
  const { t } = useTranslation();
  if (sessions?.length === 0) {
    return (
      <Scene icon={<IconScreenShare size={24} />} tone="quiet" title={t("running.empty")}>
        {t("running.emptyText")}
      </Scene>
    );
  }
  return (
    <div className={page.table} aria-busy={sessions === undefined}>
      <RunningTable sessions={sessions ?? []} />
    </div>
  );
}

function Problem({ forbidden, onRetry }: { forbidden: boolean; onRetry: () => void }) {
  const { t } = useTranslation();
  if (forbidden) {
    return (
      <Scene icon={<IconLock size={24} />} tone="quiet" title={t("running.forbidden")}>
        {t("running.forbiddenText")}
      </Scene>
    );
  }
  const retry = <Button onClick={onRetry}>{t("start.retry")}</Button>;
  return <Scene icon={<IconReportOff size={24} />} tone="bad" title={t("running.failed")} actions={retry} />;
}
