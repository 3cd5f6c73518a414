import { Button, Popover, UnstyledButton } from "@mantine/core";
import { GrantLead, type TabState } from "@samepage/wire";
import { IconBrowser, IconPin, IconPinnedFilled } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { mayIn } from "./session-view.ts";
import type { Stage } from "./stage.ts";
import styles from "./tabs-menu.module.css";

/** The customer's tabs of the site; the lead can hold the view on one of them (C7). */
export function TabsMenu({ stage: { session, me } }: { stage: Stage }) {
  const { t } = useTranslation();
  const { orders } = useDesk().sessions;
  const [opened, setOpened] = useState(false);
  const tabs = session.tabs ?? [];
  if (tabs.length < 2 && !session.pinned) return null;
  const mayPin = mayIn(session, me, GrantLead);
  const pin = (tab: string): void => orders.pin(session.session, tab === session.pinned ? "" : tab);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={380} trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-xs"
          variant={session.pinned ? "light" : "default"}
          leftSection={session.pinned ? <IconPinnedFilled size={13} /> : <IconBrowser size={14} />}
          onClick={() => setOpened(!opened)}
        >
          {session.pinned
            ? t("tabs.pinned", { count: tabs.length })
            : t("tabs.button", { count: tabs.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("tabs.name")} tabIndex={-1} data-autofocus>
        <ul className={styles.list}>
          {tabs.map((tab) => (
            <Tab
              key={tab.tab}
              tab={tab}
              shown={tab.tab === session.tab}
              pinned={tab.tab === session.pinned}
              {...(mayPin && { onPin: () => pin(tab.tab) })}
            />
          ))}
        </ul>
        <p className={styles.note}>{session.pinned ? t("tabs.holds") : t("tabs.follows")}</p>
      </Popover.Dropdown>
    </Popover>
  );
}

interface TabProps {
  tab: TabState;
  shown: boolean;
  pinned: boolean;
  onPin?: () => void;
}

function Tab({ tab: { page, focused }, shown, pinned, onPin }: TabProps) {
  const { t } = useTranslation();
  const title = page.title || page.url;
  const Pin = pinned ? IconPinnedFilled : IconPin;
  return (
    <li className={styles.tab}>
      <span className={styles.words}>
        <span className={styles.title} dir="auto">
          {title}
        </span>
        <span className={styles.url} dir="ltr">
          {page.url}
        </span>
        <span className={styles.marks}>
          {shown && <span data-shown="">{t("tabs.shown")}</span>}
          {focused && <span>{t("tabs.focused")}</span>}
        </span>
      </span>
      {onPin && (
        <UnstyledButton
          className={styles.pin}
          aria-pressed={pinned}
          aria-label={pinned ? t("tabs.unpin", { title }) : t("tabs.pin", { title })}
          onClick={onPin}
        >
          <Pin size={17} />
        </UnstyledButton>
      )}
    </li>
  );
}
