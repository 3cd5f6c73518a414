import { Button, Drawer, Skeleton } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { ClientFacts } from "../co-browse/client-facts.tsx";
import type { SessionRow, TimelineEntry } from "../lib/api.ts";
import styles from "./session-drawer.module.css";
import { SessionFacts } from "./session-facts.tsx";
import { TimelineList } from "./timeline-list.tsx";

type Found =
  | { row: SessionRow; timeline: TimelineEntry[]; names: ReadonlyMap<string, string> }
  | "failed"
  | undefined;

interface Props {
  /** Id of the session to show; absent = the drawer is shut. */
  session: string | undefined;
  onClose: () => void;
}

/** One session with everything that is recorded of it (R3). */
export function SessionDrawer({ session, onClose }: Props) {
  const { t } = useTranslation();
  const { found, again } = useSession(session);
  const name = found && found !== "failed" ? found.row.customer || t("visitor") : "…";
  return (
    <Drawer
      opened={session !== undefined}
      onClose={onClose}
      position="right"
      size={460}
      title={t("reports.details", { name })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {found === undefined && <Skeleton height={180} />}
      {found === "failed" && (
        <p role="alert">
          {t("reports.failed")}.{" "}
          <Button size="compact-sm" variant="default" onClick={again}>
            {t("start.retry")}
          </Button>
        </p>
      )}
      {found && found !== "failed" && (
        <>
          <SessionFacts row={found.row} />
          <h3 className={styles.heading}>{t("reports.timeline")}</h3>
          <TimelineList
            entries={found.timeline}
            start={found.row.started_at}
            agents={found.row.agents}
            names={found.names}
          />
          {found.row.client && (
            <>
              <h3 className={styles.heading}>{t("reports.client")}</h3>
              <ClientFacts client={found.row.client} escalation={found.row.escalation} />
            </>
          )}
        </>
      )}
    </Drawer>
  );
}

function useSession(session: string | undefined): { found: Found; again: () => void } {
  const { api } = useDesk();
  const [found, setFound] = useState<Found>();
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: turn asks again for the same session
  useEffect(() => {
    if (session === undefined) return;
    let stale = false;
    setFound(undefined);
    Promise.all([api.session(session), api.colleagues()]).then(
      ([one, colleagues]) => {
        const names = new Map(colleagues.map(({ id, name }) => [id, name]));
        if (!stale) setFound({ ...one, names });
      },
      () => !stale && setFound("failed"),
    );
    return () => {
      stale = true;
    };
  }, [api, session, turn]);
  return { found, again: () => setTurn((now) => now + 1) };
}
