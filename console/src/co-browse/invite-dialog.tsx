import { Button, Modal } from "@mantine/core";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import type { Colleague } from "../lib/api.ts";
import { Avatar } from "../ui/avatar.tsx";
import styles from "./invite-dialog.module.css";
import type { Stage } from "./stage.ts";

interface Props {
  stage: Stage;
  opened: boolean;
  onClose: () => void;
}

/** Colleagues of the site who are online and not yet in the session; a press asks one of them in. */
export function InviteDialog({ stage: { session, me }, opened, onClose }: Props) {
  const { t } = useTranslation();
  const desk = useDesk();
  const { colleagues, failed } = useColleagues(opened);
  const present = session.people.map((person) => person.agent);
  const asked = session.invited?.map((person) => person.agent) ?? [];
  const there = colleagues?.filter(
    ({ id, online, sites }) => online && sites.includes(session.site) && id !== me && !present.includes(id),
  );
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("people.invite")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {failed && <p role="alert">{t("transfer.failed")}</p>}
      {there?.length === 0 && <p>{t("people.nobody")}</p>}
      <ul className={styles.list}>
        {there?.map(({ id, name, available }) => (
          <li key={id} className={styles.row}>
            <Avatar name={name} size={32} online={available} />
            <span className={styles.name}>{name}</span>
            <Button
              size="compact-sm"
              variant="default"
              disabled={asked.includes(id)}
              aria-label={t(asked.includes(id) ? "people.askedName" : "people.inviteName", { who: name })}
              onClick={() => desk.sessions.orders.inviteColleague(session.session, id)}
            >
              {asked.includes(id) ? t("people.invited") : t("people.inviteShort")}
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

function useColleagues(wanted: boolean): { colleagues: Colleague[] | undefined; failed: boolean } {
  const desk = useDesk();
  const [colleagues, setColleagues] = useState<Colleague[]>();
  const [failed, setFailed] = useState(false);
  const load = useEffectEvent(async () => {
    setFailed(false);
    try {
      setColleagues(await desk.api.colleagues());
    } catch {
      setFailed(true); // the dialog says what is missing; opening it again tries again
    }
  });
  useEffect(() => {
    if (wanted) void load();
  }, [wanted]);
  return { colleagues, failed };
}
