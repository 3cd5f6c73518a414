import { useComputedColorScheme } from "@mantine/core";
import { useFullscreenElement } from "@mantine/hooks";
import type { SessionStateBody } from "@samepage/wire";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { ACCENT } from "../app/theme.ts";
import { runShortcut, tabId } from "../app/use-shortcuts.ts";
import { ChatColumn } from "../engagement/chat-column.tsx";
import { unreadCount } from "../engagement/thread.ts";
import { useReading } from "../engagement/use-reading.ts";
import { useSelect, useStore } from "../lib/store.ts";
import { shortcutNamed } from "../settings/shortcuts.ts";
import { showToast } from "../ui/toast.ts";
import { AddressLine } from "./address-line.tsx";
import styles from "./live-stage.module.css";
import { PictureVeil } from "./picture-veil.tsx";
import { partOf } from "./session-view.ts";
import { Toolbar } from "./toolbar.tsx";
import { ViewerLink } from "./viewer-link.ts";

interface Props {
  session: SessionStateBody;
  /** Whether it is in front; behind, the picture goes on unseen. */
  front: boolean;
}

/** A running session: toolbar, address line, and the customer's page as the viewer shows it. */
export function LiveStage({ session, front }: Props) {
  const { t } = useTranslation();
  const desk = useDesk();
  const [drawer, setDrawer] = useState(false);
  const { ref, toggle, fullscreen } = useFullscreenElement<HTMLDivElement>();
  const link = useViewer(session);
  const picture = useStore(link);
  const thread = useSelect(desk.chats, (threads) => threads.get(session.chat));
  useReading(session.chat, front && drawer);
  return (
    <div
      ref={ref}
      className={styles.root}
      role="tabpanel"
      aria-labelledby={tabId("co-browse")}
      data-front={front || undefined}
      inert={!front}
    >
      <Toolbar
        session={session}
        leads={partOf(session, desk.me.agent.id)?.role === "lead"}
        rtt={picture.rtt}
        unread={thread ? unreadCount(thread) : 0}
        drawer={drawer}
        fullScreen={fullscreen}
        onMode={(mode) => desk.sessions.setMode(session.session, mode)}
        onDrawer={() => setDrawer(!drawer)}
        onFullScreen={() => void toggle()}
        onDisconnect={() => desk.sessions.end(session.session)}
      />
      <AddressLine session={session} picture={picture} />
      <div className={styles.body}>
        <div className={styles.stage}>
          <ViewerFrame link={link} title={t("stage.picture")} src={`${desk.me.viewer_origin}/viewer/`} />
          <PictureVeil session={session} picture={picture} />
        </div>
        {drawer && thread && (
          <aside className={styles.drawer} aria-label={t("toolbar.chat")}>
            <ChatColumn thread={thread} slim />
          </aside>
        )}
      </div>
    </div>
  );
}

function ViewerFrame({ link, title, src }: { link: ViewerLink; title: string; src: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  // Before the frame can have loaded: the viewer speaks first.
  useLayoutEffect(() => (frame.current ? link.attach(frame.current) : undefined), [link]);
  return (
    <iframe ref={frame} className={styles.viewer} title={title} src={src} referrerPolicy="no-referrer" />
  );
}

// One connection to the viewer for the life of the session on this desk.
function useViewer(session: SessionStateBody): ViewerLink {
  const { t } = useTranslation();
  const desk = useDesk();
  const dark = useComputedColorScheme("light") === "dark";
  const colour = partOf(session, desk.me.agent.id)?.colour ?? "";
  const accent = dark ? ACCENT.dark : ACCENT.light;
  const wishes = { mode: session.mode, colour, dark, accent };
  const [link] = useState(() => {
    const deps = {
      window,
      origin: desk.me.viewer_origin,
      ticket: async () => (await desk.api.viewerTicket(session.session)).ticket,
      onKey: (key: string) => {
        const id = shortcutNamed(key);
        if (id) runShortcut(desk, id);
      },
      onRefused: (reason: string) => showToast(t, reason),
    };
    return new ViewerLink(deps, wishes);
  });
  const { mode } = session;
  useEffect(() => link.wish({ mode, colour, dark, accent }), [link, mode, colour, dark, accent]);
  return link;
}
