import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { goToSession } from "../engagement/go-to-picture.ts";
import { useSelect, useStore } from "../lib/store.ts";
import styles from "./entry-refusal.module.css";

/** Why coming into a session failed, where it was tried; of another engagement, the way to it (A3). */
export function EntryRefusal({
  place,
  words,
}: {
  place: string;
  words?: (code: string) => string | undefined;
}) {
  const { t } = useTranslation();
  const desk = useDesk();
  const { refusal } = useStore(desk.joining);
  const shown = refusal?.place === place ? refusal : undefined;
  const open = useSelect(desk.sessions, ({ byId }) => byId.get(shown?.open ?? ""));
  if (!shown) return null;
  const text = open
    ? t("invitation.engaged", { name: open.customer || t("visitor") })
    : (words?.(shown.code) ?? shown.message);
  return (
    <div className={styles.root} role="alert">
      <span>{text}</span>
      {open && (
        <Button size="compact-xs" variant="default" onClick={() => goToSession(desk, open)}>
          {t("invitation.goToOpen")}
        </Button>
      )}
    </div>
  );
}
