import { Button } from "@mantine/core";
import type { SessionStateBody } from "@samepage/wire";
import { IconArrowLeft, IconScreenShare, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { tabId } from "../app/use-shortcuts.ts";
import header from "../engagement/chat-header.module.css";
import { ChatTabs } from "../engagement/chat-tabs.tsx";
import { useSelect } from "../lib/store.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { Scene } from "../ui/scene.tsx";
import { EndedScene } from "./ended-scene.tsx";
import { InvitingScene } from "./inviting-scene.tsx";
import styles from "./session-place.module.css";
import { isOpen, partOf } from "./session-view.ts";

/** A session whose chat is not on this desk: joined, watched, or begun by a code. It has a Co-browse tab only. */
export function SessionPlace({ id }: { id: string }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const session = useSelect(desk.sessions, ({ byId }) => byId.get(id));
  const online = useSelect(desk.connection, (state) => state.phase === "open");
  if (!session) {
    if (!online) return <div className={styles.root} aria-busy="true" />;
    return (
      <Scene icon={<IconScreenShare size={24} />} title={t("session.gone")} level={1} tone="quiet">
        {t("session.goneText")}
      </Scene>
    );
  }
  return (
    <div className={styles.root}>
      <SessionHeader session={session} />
      <div className={styles.content}>
        <Content session={session} me={desk.me.agent.id} />
      </div>
    </div>
  );
}

// While the picture runs, LiveStage lies over this.
function Content({ session, me }: { session: SessionStateBody; me: string }) {
  const { t } = useTranslation();
  const inside = partOf(session, me) !== undefined;
  if (session.status === "live" && inside) return null;
  return (
    <div role="tabpanel" aria-labelledby={tabId("co-browse")} className={styles.panel}>
      {session.status === "ended" ? (
        <EndedScene session={session} />
      ) : session.status === "live" ? (
        <Scene icon={<IconScreenShare size={24} />} title={t("session.left")} tone="quiet">
          {t("session.leftText")}
        </Scene>
      ) : (
        <InvitingScene session={session} />
      )}
    </div>
  );
}

function SessionHeader({ session }: { session: SessionStateBody }) {
  const { t } = useTranslation();
  const { router, me } = useDesk();
  const lead = session.people.find((person) => person.role === "lead");
  const led = lead && lead.agent !== me.agent.id ? ` · ${t("session.ledBy", { who: lead.name })}` : "";
  const inside = isOpen(session) && partOf(session, me.agent.id) !== undefined;
  const toDesk = (): void => router.go({ page: "desk" });
  return (
    <header className={header.root}>
      <IconButton label={t("engagement.toList")} className={header.back ?? ""} onClick={toDesk}>
        <IconArrowLeft size={19} stroke={1.8} />
      </IconButton>
      <div className={header.who}>
        <h1 className={header.name}>{session.customer || t("visitor")}</h1>
        <p className={header.place}>
          {session.site_name}
          {led}
        </p>
      </div>
      <ChatTabs
        tab="co-browse"
        tabs={["co-browse"]}
        session={isOpen(session) ? session.status : undefined}
        onTab={() => undefined}
      />
      <div className={header.actions}>
        {!inside && (
          <Button variant="default" size="compact-md" leftSection={<IconX size={15} />} onClick={toDesk}>
            {t("engagement.closeChat")}
          </Button>
        )}
      </div>
    </header>
  );
}
