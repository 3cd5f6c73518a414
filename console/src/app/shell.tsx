import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { JoiningCards } from "../co-browse/joining-cards.tsx";
import { useStore } from "../lib/store.ts";
import { ShortcutsDialog } from "../settings/shortcuts-dialog.tsx";
import { LiveRegion } from "../ui/live-region.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { useDesk } from "./context.ts";
import { Rail } from "./rail.tsx";
import styles from "./shell.module.css";
import { useShortcuts } from "./use-shortcuts.ts";
import { useTitle } from "./use-title.ts";
import { Workspace } from "./workspace.tsx";

const SessionsPage = lazy(async () => ({
  default: (await import("../reports/sessions-page.tsx")).SessionsPage,
}));

const RunningPage = lazy(async () => ({
  default: (await import("../running/running-page.tsx")).RunningPage,
}));

/** The frame that every page of the console stands in. */
export function Shell({ onSignOut }: { onSignOut: () => void }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const route = useStore(desk.router);
  const [help, setHelp] = useState(false);
  useShortcuts(() => setHelp(true));
  useTitle();
  const elsewhere = route.page === "sessions" || route.page === "running";
  // The desk stays once it has been opened: a look at a report must not end the picture of a session.
  const [deskOpened, setDeskOpened] = useState(!elsewhere);
  useEffect(() => {
    if (!elsewhere) setDeskOpened(true);
  }, [elsewhere]);
  return (
    <div className={styles.root}>
      <Rail onHelp={() => setHelp(true)} onSignOut={onSignOut} />
      <div className={styles.body}>
        <ConnectionBanner />
        <div className={styles.page}>
          {(deskOpened || !elsewhere) && <Workspace hidden={elsewhere} />}
          {elsewhere && (
            <Suspense
              fallback={<main className={styles.loading} aria-busy="true" aria-label={t("loading")} />}
            >
              {route.page === "running" ? <RunningPage /> : <SessionsPage />}
            </Suspense>
          )}
        </div>
      </div>
      <JoiningCards />
      <ShortcutsDialog opened={help} onClose={() => setHelp(false)} />
      <LiveRegion announcements={desk.announcer} />
    </div>
  );
}
