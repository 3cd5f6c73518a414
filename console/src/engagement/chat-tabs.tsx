import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ChatTab } from "../app/router.ts";
import { tabId } from "../app/use-shortcuts.ts";
import { LiveMark } from "../ui/live-mark.tsx";
import styles from "./chat-tabs.module.css";

interface Props {
  tab: ChatTab;
  /** Those that there are: without co-browse only Engagement, without the chat only Co-browse. */
  tabs: readonly ChatTab[];
  /** Status of the open session, if any. */
  session: string | undefined;
  onTab: (tab: ChatTab) => void;
}

/** The two tabs of a chat. Arrow keys go from one to the other. */
export function ChatTabs({ tab, tabs, session, onTab }: Props) {
  const { t } = useTranslation();
  const names = { engagement: t("tab.engagement"), "co-browse": t("tab.cobrowse") };
  const follow = (event: KeyboardEvent): void => {
    if (event.altKey || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
    const next = tabs.find((one) => one !== tab);
    if (!next) return;
    event.preventDefault();
    onTab(next);
    document.getElementById(tabId(next))?.focus();
  };
  return (
    <div role="tablist" aria-label={t("tab.name")} className={styles.root}>
      {tabs.map((one) => (
        <button
          key={one}
          id={tabId(one)}
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={one === tab}
          tabIndex={one === tab ? 0 : -1}
          onClick={() => onTab(one)}
          onKeyDown={follow}
        >
          {names[one]}
          {one === "co-browse" && session !== undefined && (
            <span className={styles.mark}>
              <LiveMark
                pending={session !== "live"}
                label={session === "live" ? t("list.live") : t("list.inviting")}
              />
            </span>
          )}
        </button>
      ))}
    </div>
  );
}
