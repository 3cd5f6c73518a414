import { Button } from "@mantine/core";
import { GrantControl } from "@samepage/wire";
import { IconHandStop, IconHourglass, IconPlayerPause, IconViewfinder } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { useSelect } from "../lib/store.ts";
import { stepUpWords } from "./happening-words.ts";
import { mayGiveControl, mayIn } from "./session-view.ts";
import type { Stage } from "./stage.ts";
import styles from "./stage-notes.module.css";

/** The offer stays this long after the pointer is inside again, so that a hand can reach it, milliseconds. */
const OFFER_LINGERS_MS = 4000;
/** An answered step-up is read in this time, milliseconds. */
const ANSWER_LASTS_MS = 6000;

/** Over the picture: what the agent has to know or can do about it now. */
export function StageNotes({ stage }: { stage: Stage }) {
  return (
    <>
      <div className={styles.root}>
        <Wishes stage={stage} />
        <Paused stage={stage} />
        <StepUp stage={stage} />
      </div>
      <div className={styles.root} data-below="">
        <Outside stage={stage} />
      </div>
    </>
  );
}

function Note({ icon, children, actions }: { icon: ReactNode; children: ReactNode; actions?: ReactNode }) {
  return (
    <div className={styles.note}>
      {icon}
      <span role="status">{children}</span>
      {actions}
    </div>
  );
}

// Who would like to have control, for those who can give it (A18).
function Wishes({ stage: { session, me } }: { stage: Stage }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const [later, setLater] = useState<readonly string[]>([]);
  const wishes = (session.wishes ?? []).filter((agent) => mayGiveControl(session, me, agent));
  return wishes
    .filter((agent) => !later.includes(agent))
    .map((agent) => {
      const who = session.people.find((person) => person.agent === agent)?.name ?? "";
      return (
        <Note
          key={agent}
          icon={<IconHandStop size={17} aria-hidden="true" />}
          actions={
            <>
              <Button
                size="compact-sm"
                aria-label={t("control.handOverTo", { who })}
                onClick={() => desk.sessions.orders.give(session.session, agent)}
              >
                {t("control.handOver")}
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                onClick={() => setLater([...later, agent])}
              >
                {t("control.notNow")}
              </Button>
            </>
          }
        >
          {t("control.wish", { who })}
        </Note>
      );
    });
}

function Paused({ stage: { link, customer } }: { stage: Stage }) {
  const { t } = useTranslation();
  const paused = useSelect(link, (picture) => picture.paused);
  if (!paused) return null;
  return (
    <Note icon={<IconPlayerPause size={17} aria-hidden="true" />}>
      {t("stage.paused", { name: customer })}
    </Note>
  );
}

function StepUp({ stage: { link, customer } }: { stage: Stage }) {
  const { t } = useTranslation();
  const news = useSelect(link, (picture) => picture.stepUp);
  const shown = useLingering(news?.state === "asked", ANSWER_LASTS_MS);
  if (!news || !shown) return null;
  return (
    <Note icon={<IconHourglass size={17} aria-hidden="true" />}>
      {stepUpWords(t, news.state, news.label, customer)}
    </Note>
  );
}

function Outside({ stage: { link, session, me, customer } }: { stage: Stage }) {
  const { t } = useTranslation();
  const outside = useSelect(link, (picture) => picture.outside);
  const shown = useLingering(outside, OFFER_LINGERS_MS);
  if (!shown) return null;
  const controls = mayIn(session, me, GrantControl);
  return (
    <Note
      icon={<IconViewfinder size={17} aria-hidden="true" />}
      actions={
        controls && (
          <Button size="compact-sm" onClick={() => link.send({ type: "reveal" })}>
            {t("stage.reveal")}
          </Button>
        )
      }
    >
      {t("stage.outside", { name: customer })}
    </Note>
  );
}

// True while something is on and for a while after.
function useLingering(on: boolean, ms: number): boolean {
  const [shown, setShown] = useState(on);
  useEffect(() => {
    if (on) {
      setShown(true);
      return;
    }
    const timer = setTimeout(() => setShown(false), ms);
    return () => clearTimeout(timer);
  }, [on, ms]);
  return shown;
}
