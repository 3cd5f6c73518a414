import { useDesk } from "../app/context.ts";
import { tabId } from "../app/use-shortcuts.ts";
import type { Thread } from "../engagement/thread.ts";
import { useStore } from "../lib/store.ts";
import styles from "./co-browse-tab.module.css";
import { EndedScene } from "./ended-scene.tsx";
import { InvitingScene } from "./inviting-scene.tsx";
import { NoSessionScene } from "./no-session-scene.tsx";
import { partOf, sessionOfChat } from "./session-view.ts";

/** The Co-browse tab of a chat while no picture runs; the running picture is LiveStage. */
export function CoBrowseTab({ thread }: { thread: Thread }) {
  const desk = useDesk();
  const { byId } = useStore(desk.sessions);
  const session = sessionOfChat(byId, thread.state.chat);
  if (session?.status === "live" && partOf(session, desk.me.agent.id)) return null;
  return (
    <div role="tabpanel" aria-labelledby={tabId("co-browse")} className={styles.root}>
      {session === undefined || session.status === "live" ? (
        <NoSessionScene thread={thread} elsewhere={session !== undefined} />
      ) : session.status === "ended" ? (
        <EndedScene session={session} thread={thread} />
      ) : (
        <InvitingScene session={session} />
      )}
    </div>
  );
}
