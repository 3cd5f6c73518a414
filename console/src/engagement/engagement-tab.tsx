import { tabId } from "../app/use-shortcuts.ts";
import { ChatColumn } from "./chat-column.tsx";
import styles from "./engagement-tab.module.css";
import type { Thread } from "./thread.ts";

/** The Engagement tab: the conversation. */
export function EngagementTab({ thread }: { thread: Thread }) {
  return (
    <div role="tabpanel" aria-labelledby={tabId("engagement")} className={styles.root}>
      <ChatColumn thread={thread} />
    </div>
  );
}
