import { Button } from "@mantine/core";
import type { Participant } from "@samepage/wire";
import { IconHandClick, IconUserPlus, IconUsers } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { InviteDialog } from "./invite-dialog.tsx";
import styles from "./people-menu.module.css";
import { mayGiveControl, partOf } from "./session-view.ts";
import type { Stage } from "./stage.ts";
import { ToolPopover } from "./tool-popover.tsx";
import toolbar from "./toolbar.module.css";

/** Who is in the session, and what one can do with them (A18). */
export function PeopleMenu({ stage }: { stage: Stage }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const [opened, setOpened] = useState(false);
  const [inviting, setInviting] = useState(false);
  const inviteButton = useRef<HTMLButtonElement>(null);
  const { session, me } = stage;
  const part = partOf(session, me);
  const leads = part?.role === "lead";
  const uninvite = (agent: string): void => {
    desk.sessions.orders.uninviteColleague(session.session, agent);
    inviteButton.current?.focus(); // the pressed one goes with its line
  };
  return (
    <>
      <ToolPopover
        icon={<IconUsers size={17} stroke={1.8} />}
        name={t("people.name")}
        label={<Count people={session.people.length} />}
        width={360}
        opened={opened}
        onChange={setOpened}
      >
        <ul className={styles.list}>
          {session.people.map((person) => (
            <Person key={person.agent} person={person} stage={stage} />
          ))}
          {session.invited?.map(({ agent, name }) => (
            <Guest key={agent} name={name} {...(leads && { onUninvite: () => uninvite(agent) })} />
          ))}
        </ul>
        {leads && (
          <Button
            ref={inviteButton}
            fullWidth
            mt="sm"
            variant="default"
            data-autofocus
            leftSection={<IconUserPlus size={17} />}
            onClick={() => {
              setOpened(false);
              setInviting(true);
            }}
          >
            {t("people.invite")}
          </Button>
        )}
        {part?.role === "supervisor" && (
          <Button
            fullWidth
            mt="sm"
            variant="default"
            data-autofocus
            onClick={() => desk.joining.join(session.session, "joined")}
          >
            {t("joining.join")}
          </Button>
        )}
      </ToolPopover>
      <InviteDialog stage={stage} opened={inviting} onClose={() => setInviting(false)} />
    </>
  );
}

function Count({ people }: { people: number }) {
  const { t } = useTranslation();
  return (
    <>
      <span className={toolbar.word}>{t("people.button", { count: people })}</span>
      <span className={toolbar.count} aria-hidden="true">
        {people}
      </span>
    </>
  );
}

// A colleague who is asked to join and has not answered.
function Guest({ name, onUninvite }: { name: string; onUninvite?: () => void }) {
  const { t } = useTranslation();
  return (
    <li className={styles.person}>
      <span className={styles.dot} data-empty="" />
      <span className={styles.words}>
        <span className={styles.who}>{name}</span>
        <span className={styles.role}>{t("people.invited")}</span>
      </span>
      {onUninvite && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t("people.uninviteName", { who: name })}
          onClick={onUninvite}
        >
          {t("people.uninvite")}
        </Button>
      )}
    </li>
  );
}

function Person({ person, stage: { session, me } }: { person: Participant; stage: Stage }) {
  const { t } = useTranslation();
  const { orders } = useDesk().sessions;
  const { agent, name, role, colour, connected } = person;
  const own = agent === me;
  const leads = partOf(session, me)?.role === "lead";
  const roles = { lead: t("people.lead"), joined: t("people.joined"), supervisor: t("people.supervisor") };
  const roleName = role === "lead" || role === "supervisor" ? roles[role] : roles.joined;
  const acts = role !== "supervisor" && !own;
  return (
    <li className={styles.person}>
      <span className={styles.dot} style={{ background: colour }} />
      <span className={styles.words}>
        <span className={styles.who}>{own ? t("people.you", { who: name }) : name}</span>
        <span className={styles.role}>
          {connected ? roleName : `${roleName} · ${t("people.away")}`}
          {session.controller === agent && session.control === "granted" && (
            <span className={styles.control}>
              <IconHandClick size={14} aria-hidden="true" />
              {t("people.controls")}
            </span>
          )}
        </span>
      </span>
      {acts && (
        <span className={styles.actions}>
          {mayGiveControl(session, me, agent) && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t("people.giveControlTo", { who: name })}
              onClick={() => orders.give(session.session, agent)}
            >
              {t("people.giveControl")}
            </Button>
          )}
          {leads && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t("people.giveLeadTo", { who: name })}
              onClick={() => orders.handLead(session.session, agent)}
            >
              {t("people.giveLead")}
            </Button>
          )}
        </span>
      )}
    </li>
  );
}
