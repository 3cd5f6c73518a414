import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconMessage2Bolt } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CannedReply } from "../lib/api.ts";
import styles from "./canned-menu.module.css";

interface Props {
  replies: readonly CannedReply[];
  onPick: (text: string) => void;
}

/** Ready-made replies; picking one puts it into the field, so that it can still be changed. */
export function CannedMenu({ replies, onPick }: Props) {
  const { t } = useTranslation();
  if (replies.length === 0) return null;
  return (
    <Menu position="top-start" width={340} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          leftSection={<IconMessage2Bolt size={17} />}
          rightSection={<IconChevronDown size={14} />}
        >
          {t("composer.canned")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {replies.map((reply) => (
          <Menu.Item key={reply.title} className={styles.item ?? ""} onClick={() => onPick(reply.text)}>
            <span className={styles.title}>{reply.title}</span>
            <span className={styles.text}>{reply.text}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
