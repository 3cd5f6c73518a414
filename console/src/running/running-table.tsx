import { Button } from "@mantine/core";
import type { SessionStateBody } from "@samepage/wire";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { EntryRefusal } from "../co-browse/entry-refusal.tsx";
import { partOf } from "../co-browse/session-view.ts";
import { goToSession } from "../engagement/go-to-picture.ts";
import type { RunningSession } from "../lib/api.ts";
import { elapsed, stopwatch } from "../lib/format.ts";
import { useSelect, useStore } from "../lib/store.ts";
import { useModeName } from "../reports/words.ts";
import { NameCell, NumberCell, Table } from "../ui/table.tsx";
import styles from "./running-table.module.css";

/** One row a session, with the two ways in. */
export function RunningTable({ sessions }: { sessions: readonly RunningSession[] }) {
  const { t } = useTranslation();
  return (
    <Table
      columns={[
        { title: t("running.customer") },
        { title: t("running.site") },
        { title: t("running.agents") },
        { title: t("running.mode") },
        { title: t("running.since"), number: true },
        { title: t("running.actions") },
      ]}
    >
      {sessions.map((session) => (
        <Row key={session.session} session={session} />
      ))}
    </Table>
  );
}

function Row({ session }: { session: RunningSession }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const now = useStore(desk.clock);
  const modeName = useModeName();
  const own = useSelect(desk.sessions, ({ byId }) => byId.get(session.session));
  const inside = own && partOf(own, desk.me.agent.id) ? own : undefined;
  const name = session.customer || t("visitor");
  return (
    <tr>
      <NameCell>{name}</NameCell>
      <td>{session.site_name}</td>
      <td>{session.people.map((person) => person.name).join(", ")}</td>
      <td>{modeName(session.mode)}</td>
      <NumberCell>{stopwatch(elapsed(session.live_at, now))}</NumberCell>
      <td>{inside ? <Go session={inside} name={name} /> : <Enter session={session} name={name} />}</td>
    </tr>
  );
}

function Enter({ session: { session }, name }: { session: RunningSession; name: string }) {
  const { t } = useTranslation();
  const { joining } = useDesk();
  const busy = useSelect(joining, (state) => state.entering === session);
  return (
    <>
      <span className={styles.actions}>
        <Button
          size="compact-sm"
          variant="default"
          loading={busy}
          aria-label={t("running.watchName", { name })}
          onClick={() => joining.join(session, "supervisor")}
        >
          {t("joining.watch")}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={busy}
          aria-label={t("running.joinName", { name })}
          onClick={() => joining.join(session, "joined")}
        >
          {t("joining.join")}
        </Button>
      </span>
      <EntryRefusal place={session} />
    </>
  );
}

function Go({ session, name }: { session: SessionStateBody; name: string }) {
  const { t } = useTranslation();
  const desk = useDesk();
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      aria-label={t("running.goName", { name })}
      onClick={() => goToSession(desk, session)}
    >
      {t("running.go")}
    </Button>
  );
}
