import { Kbd, Modal, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { usePreferenceStore } from "../app/context.ts";
import { useSelect } from "../lib/store.ts";
import { SHORTCUTS, type Shortcut } from "./shortcuts.ts";
import styles from "./shortcuts-dialog.module.css";

/** Lists every shortcut, and lets the agent switch them off. */
export function ShortcutsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const preferences = usePreferenceStore();
  const on = useSelect(preferences, (value) => value.shortcuts);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={760}
      title={t("shortcuts.title")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <div className={styles.lists}>
        <ShortcutList place="desk" title={t("shortcuts.desk")} />
        <ShortcutList place="session" title={t("shortcuts.session")} />
      </div>
      <Switch
        mt="lg"
        label={t("shortcuts.on")}
        checked={on}
        onChange={(event) => preferences.change({ shortcuts: event.currentTarget.checked })}
      />
    </Modal>
  );
}

function ShortcutList({ place, title }: { place: Shortcut["place"]; title: string }) {
  const { t } = useTranslation();
  return (
    <section>
      <h3 className={styles.heading}>{title}</h3>
      <dl className={styles.list}>
        {SHORTCUTS.filter((one) => one.place === place).map(({ id, keys }) => (
          <div key={id} className={styles.row}>
            <dt>{t(`shortcuts.${id}`)}</dt>
            <dd className={styles.keys}>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
