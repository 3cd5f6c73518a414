import { Button } from "@mantine/core";
import { IconPlugConnectedX, IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Scene } from "../ui/scene.tsx";
import styles from "./start-screen.module.css";

interface Props {
  /** Why the console cannot start; absent while it still does. */
  problem?: string;
  onRetry: () => void;
}

/** What stands before the console knows who is in front of it. */
export function StartScreen({ problem, onRetry }: Props) {
  const { t } = useTranslation();
  if (problem === undefined)
    return <main className={styles.root} aria-busy="true" aria-label={t("start.asking")} />;
  return (
    <main className={styles.root}>
      <Scene
        level={1}
        tone="bad"
        icon={<IconPlugConnectedX size={24} />}
        title={t("start.unreachable")}
        actions={
          <Button leftSection={<IconRefresh size={16} />} onClick={onRetry}>
            {t("start.retry")}
          </Button>
        }
      >
        {t("start.unreachableText")}
      </Scene>
    </main>
  );
}
