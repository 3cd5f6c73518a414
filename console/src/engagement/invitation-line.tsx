import { Button } from "@mantine/core";
import { IconScreenShare } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { Countdown } from "../app/countdown.tsx";
import { sessionOfChat } from "../co-browse/session-view.ts";
import { useStore } from "../lib/store.ts";
import { goToSession } from "./go-to-picture.ts";
import styles from "./invitation-line.module.css";

/** Above the composer: the invitation on its way, or why there can be none. */
export function InvitationLine({ chat }: { chat: string }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const { byId, inviting, refusal } = useStore(desk.sessions);
  const session = sessionOfChat(byId, chat);
  const invited = session?.status === "invited" ? session : undefined;
  if (invited || inviting === chat) {
    return (
      <div className={styles.root} role="status">
        <IconScreenShare size={18} aria-hidden="true" />
        <span className={styles.text}>{invited ? t("invitation.waiting") : t("invitation.sending")}</span>
        {invited?.expires_at && <Countdown until={invited.expires_at} />}
        {invited && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => desk.sessions.orders.withdraw(invited.session)}
          >
            {t("invitation.withdraw")}
          </Button>
        )}
      </div>
    );
  }
  if (refusal?.chat !== chat) return null;
  const open = byId.get(refusal.open ?? "");
  return (
    <div className={styles.root} data-refused="" role="alert">
      <span className={styles.text}>
        {open ? t("invitation.engaged", { name: open.customer || t("visitor") }) : refusal.message}
      </span>
      {open && (
        <Button size="compact-sm" variant="default" onClick={() => goToSession(desk, open)}>
          {t("invitation.goToOpen")}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" color="gray" onClick={() => desk.sessions.dismissRefusal()}>
        {t("dismiss")}
      </Button>
    </div>
  );
}
