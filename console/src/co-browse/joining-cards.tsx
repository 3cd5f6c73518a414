import { Button } from "@mantine/core";
import type { PeopleInvitedBody } from "@samepage/wire";
import { IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { useStore } from "../lib/store.ts";
import { EntryRefusal } from "./entry-refusal.tsx";
import styles from "./joining-cards.module.css";

/** Colleagues' invitations, in a corner and in words: they never take the focus (A18). */
export function JoiningCards() {
  const { t } = useTranslation();
  const { joining } = useDesk();
  const { invitations, entering } = useStore(joining);
  if (invitations.length === 0) return null;
  return (
    <section className={styles.root} aria-label={t("joining.name")}>
      {invitations.map((invitation) => (
        <Card
          key={invitation.session}
          invitation={invitation}
          busy={entering === invitation.session}
          onJoin={() => joining.join(invitation.session, "joined")}
          onRefuse={() => joining.refuse(invitation.session)}
        />
      ))}
    </section>
  );
}

interface CardProps {
  invitation: PeopleInvitedBody;
  busy: boolean;
  onJoin: () => void;
  onRefuse: () => void;
}

function Card({ invitation: { session, by, site_name: site, customer }, busy, onJoin, onRefuse }: CardProps) {
  const { t } = useTranslation();
  return (
    <article className={styles.card}>
      <IconUsers size={20} className={styles.icon} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.title}>
          {t("joining.invited", { who: by.name, name: customer || t("visitor") })}
        </p>
        <p className={styles.site}>{site}</p>
        <EntryRefusal place={session} />
        <div className={styles.answers}>
          <Button size="compact-sm" loading={busy} onClick={onJoin}>
            {t("joining.join")}
          </Button>
          <Button size="compact-sm" variant="default" onClick={onRefuse}>
            {t("joining.notNow")}
          </Button>
        </div>
      </div>
    </article>
  );
}
