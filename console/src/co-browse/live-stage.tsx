import { useFullscreenDocument } from "@mantine/hooks";
import type { SessionStateBody } from "@samepage/wire";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { tabId } from "../app/use-shortcuts.ts";
import { ChatColumn } from "../engagement/chat-column.tsx";
import { unreadCount } from "../engagement/thread.ts";
import { useReading } from "../engagement/use-reading.ts";
import { useSelect } from "../lib/store.ts";
import { AddressLine } from "./address-line.tsx";
import { AnnotateBar } from "./annotate-bar.tsx";
import { EventLine } from "./event-line.tsx";
import styles from "./live-stage.module.css";
import { PictureVeil } from "./picture-veil.tsx";
import type { Stage } from "./stage.ts";
import { StageNotes } from "./stage-notes.tsx";
import { Toolbar } from "./toolbar.tsx";
import { useStageKeys } from "./use-stage-keys.ts";
import { useStageTools } from "./use-stage-tools.ts";
import { useViewer } from "./use-viewer.ts";
import type { ViewerLink } from "./viewer-link.ts";

interface Props {
  session: SessionStateBody;
  /** Whether it is in front; behind, the picture goes on unseen. */
  front: boolean;
}

/** A running session: toolbar, address line, and the customer's page as the viewer shows it. */
export function LiveStage({ session, front }: Props) {
  const { t } = useTranslation();
  const desk = useDesk();
  const me = desk.me.agent.id;
  const tools = useStageTools(session, me);
  const toolbar = useRef<HTMLDivElement>(null);
  const link = useViewer(session, tools, () => firstOf(toolbar.current)?.focus());
  const stage: Stage = { session, me, customer: session.customer || t("visitor"), link, tools };
  const [drawer, setDrawer] = useState(false);
  const [asking, setAsking] = useState(false);
  const modeButton = useRef<HTMLButtonElement>(null);
  const addressBox = useRef<HTMLInputElement>(null);
  const full = useFullScreen(front);
  const thread = useSelect(desk.chats, (threads) => threads.get(session.chat));
  useReading(session.chat, front && drawer);
  useStageKeys(front, stage, {
    mode: () => press(modeButton.current),
    address: () => addressBox.current?.focus(),
    fullScreen: full.toggle,
    disconnect: () => setAsking(true),
  });
  return (
    <div
      className={styles.root}
      role="tabpanel"
      aria-labelledby={tabId("co-browse")}
      data-front={front || undefined}
      inert={!front}
    >
      <Toolbar
        bar={toolbar}
        stage={stage}
        modeButton={modeButton}
        {...(thread && {
          chat: { unread: unreadCount(thread), open: drawer, onToggle: () => setDrawer(!drawer) },
        })}
        fullScreen={full.on}
        onFullScreen={full.toggle}
        asking={asking}
        onAsk={setAsking}
      />
      {tools.annotating && <AnnotateBar stage={stage} />}
      <AddressLine stage={stage} box={addressBox} />
      <div className={styles.body}>
        <div className={styles.stage}>
          <ViewerFrame link={link} title={t("stage.picture")} src={`${desk.me.viewer_origin}/viewer/`} />
          <PictureVeil stage={stage} />
          <StageNotes stage={stage} />
        </div>
        {drawer && thread && (
          <aside className={styles.drawer} aria-label={t("toolbar.chat")}>
            <ChatColumn thread={thread} slim />
          </aside>
        )}
      </div>
      <EventLine stage={stage} />
    </div>
  );
}

function firstOf(bar: HTMLElement | null): HTMLElement | null | undefined {
  return bar?.querySelector<HTMLElement>("button, input");
}

function press(button: HTMLButtonElement | null): void {
  button?.focus();
  button?.click();
}

function ViewerFrame({ link, title, src }: { link: ViewerLink; title: string; src: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  // Before the frame can have loaded: the viewer speaks first.
  useLayoutEffect(() => (frame.current ? link.attach(frame.current) : undefined), [link]);
  return (
    <iframe
      ref={frame}
      className={styles.viewer}
      title={title}
      src={src}
      referrerPolicy="no-referrer"
      allow="autoplay" // what plays for the customer goes on in the picture, without its sound
    />
  );
}

// The whole document goes full screen, so that dialogs and messages are seen there too; what is not
// the stage is taken away by the style sheets. Another place of the console ends it.
function useFullScreen(front: boolean): { on: boolean; toggle: () => void } {
  const { fullscreen, toggle } = useFullscreenDocument();
  useEffect(() => {
    if (!front) return;
    return () => {
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, [front]);
  return { on: fullscreen, toggle: () => void toggle() };
}
