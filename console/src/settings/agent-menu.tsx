import { Button, Popover, SegmentedControl, Switch, UnstyledButton } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk, usePreferenceStore } from "../app/context.ts";
import { LANGUAGE_NAMES } from "../i18n/index.ts";
import { useSelect, useStore } from "../lib/store.ts";
import { Avatar } from "../ui/avatar.tsx";
import styles from "./agent-menu.module.css";
import type { Language, Theme } from "./preferences.ts";

/** The agent's own corner: who is signed in, whether new chats come, how the console looks and sounds. */
export function AgentMenu({ onSignOut }: { onSignOut: () => void }) {
  const { t } = useTranslation();
  const { me, queue } = useDesk();
  const available = useSelect(queue, (value) => value.available);
  const [opened, setOpened] = useState(false);
  const state = available ? t("agent.available") : t("agent.away");
  return (
    <Popover opened={opened} onChange={setOpened} position="right-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={styles.button}
          aria-label={`${me.agent.name}, ${state}`}
          onClick={() => setOpened(!opened)}
        >
          <Avatar name={me.agent.name} size={36} online={available} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={styles.menu} aria-label={t("agent.menu")}>
        <header className={styles.who}>
          <Avatar name={me.agent.name} size={40} />
          <div className={styles.names}>
            <strong>{me.agent.name}</strong>
            <span>{me.agent.email}</span>
            <span>{me.org.name}</span>
          </div>
        </header>
        <Switch
          className={styles.line}
          labelPosition="left"
          label={t("agent.takeChats")}
          checked={available}
          onChange={(event) => queue.setAvailable(event.currentTarget.checked)}
        />
        <Choices />
        <Button variant="default" fullWidth leftSection={<IconLogout size={16} />} onClick={onSignOut}>
          {t("agent.signOut")}
        </Button>
        <p className={styles.version}>Samepage {me.version}</p>
      </Popover.Dropdown>
    </Popover>
  );
}

function Choices() {
  const { t } = useTranslation();
  const { alerts } = useDesk();
  const preferences = usePreferenceStore();
  const { sound, notifications, theme, language } = useStore(preferences);
  const notify = (on: boolean): void => {
    if (on) void alerts.allowNotifications();
    else preferences.change({ notifications: false });
  };
  return (
    <>
      <Switch
        className={styles.line}
        labelPosition="left"
        label={t("agent.sound")}
        checked={sound}
        onChange={(event) => preferences.change({ sound: event.currentTarget.checked })}
      />
      <Switch
        className={styles.line}
        labelPosition="left"
        label={t("agent.notifications")}
        checked={notifications}
        onChange={(event) => notify(event.currentTarget.checked)}
      />
      <Choice
        label={t("agent.theme")}
        value={theme}
        options={[
          { value: "auto", label: t("agent.auto") },
          { value: "light", label: t("agent.light") },
          { value: "dark", label: t("agent.dark") },
        ]}
        onChange={(value) => preferences.change({ theme: value as Theme })}
      />
      <Choice
        label={t("agent.language")}
        value={language}
        options={[
          { value: "auto", label: t("agent.auto") },
          ...Object.entries(LANGUAGE_NAMES).map(([value, label]) => ({ value, label })),
        ]}
        onChange={(value) => preferences.change({ language: value as Language })}
      />
    </>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <div className={styles.choice}>
      <span>{label}</span>
      <SegmentedControl
        aria-label={label}
        size="xs"
        fullWidth
        value={value}
        data={options}
        onChange={onChange}
      />
    </div>
  );
}
