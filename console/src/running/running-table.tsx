import { Button } from "@mantine/core";
import type { SessionStateBody } from "@samepage/wire";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { EntryRefusal } from "../co-browse/entry-refusal.tsx";
import { liveFor } from "../co-browse/session-view.ts";
import { goToSession } from "../engagement/go-to-picture.ts";
import { stopwatch } from "../lib/format.ts";
import { useSelect, useStore } from "../lib/store.ts";
import table from "../reports/sessions-table.module.css";
import { useModeName } from "../reports/words.ts";
import styles from "./running-table.module.css";

interface Props {
  sessions: readonly SessionStateBody[];
  isIn: (session: SessionStateBody) => boolean;
}

export function RunningTable({ sessions, isIn }: Props) {
  const { t } = useTranslation();
  const heads = [
    t("running.customer"),
    t("running.site"),
    t("running.agents"),
    t("running.mode"),
    t("running.page"),
    t("running.since"),
    t("running.actions"),
  ];
  return (
    <table className={table.root}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <Row key={session.session} session={session} inside={isIn(session)} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ session, inside }: { session: SessionStateBody; inside: boolean }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const now = useStore(desk.clock);
  const modeName = useModeName();
  const name = session.customer || t("visitor");
  return (
    <tr>
      <td className={table.name}>{name}</td>
      <td>{session.site_name}</td>
      <td>{session.people.map((person) => person.name).join(", ")}</td>
      <td>{modeName(session.mode)}</td>
      <td className={styles.page} dir="ltr">
        {session.page?.url}
      </td>
      <td className={table.number}>{stopwatch(liveFor(session, now))}</td>
      <td>{inside ? <Go session={session} name={name} /> : <Enter session={session} name={name} />}</td>
    </tr>
  );
}

function Enter({ session: { session }, name }: { session: SessionStateBody; name: string }) {
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

// The desk's own copy tells where it is shown: its chat may be ours.
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
