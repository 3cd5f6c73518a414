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
  const open = useEffectEvent(() => setOpened(true));
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
    if (entered) setOpened(false);
  }, [entered]);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        fullWidth
        leftSection={<IconKey size={15} />}
        onClick={() => setOpened(true)}
      >
        {t("list.enterCode")}
      </Button>
      <CodeDialog opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}
