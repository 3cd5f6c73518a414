import { Button } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { useSelect } from "../lib/store.ts";
import { CodeDialog } from "./code-dialog.tsx";

/** Opens the dialog for a customer's code, by press or shortcut, and shuts it when the session is there. */
export function EnterCode() {
  const { t } = useTranslation();
  const { keys, router } = useDesk();
  const [opened, setOpened] = useState(false);
  const [byEntry, setByEntry] = useState(false);
  const show = (): void => {
    setOpened(true);
    setByEntry(false);
  };
  const open = useEffectEvent(show);
  useEffect(
    () =>
      keys.listen((id) => {
        if (id === "code") open();
        return id === "code";
      }),
    [keys],
  );
  const entered = useSelect(router, (route) => (route.page === "session" ? route.session : ""));
  useEffect(() => {
    if (!entered) return;
    setOpened(false);
    setByEntry(true);
  }, [entered]);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        fullWidth
        leftSection={<IconKey size={15} />}
        onClick={show}
      >
        {t("list.enterCode")}
      </Button>
      <CodeDialog opened={opened} returnFocus={!byEntry} onClose={() => setOpened(false)} />
    </>
  );
}
