import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { showToast } from "../ui/toast.ts";
import { allRows, toCsv } from "./csv.ts";
import { saveFile } from "./save-file.ts";
import { type Chosen, filterOf, localDay } from "./session-filter.ts";

/** Exports just what is filtered, all pages of it. */
export function ExportButton({ chosen }: { chosen: Chosen }) {
  const { t } = useTranslation();
  const { api, clock } = useDesk();
  const [progress, setProgress] = useState<{ done: number; total: number }>();

  const run = async (): Promise<void> => {
    const filter = filterOf(chosen);
    setProgress({ done: 0, total: 0 });
    try {
      const read = (cursor: string, limit: number) => api.sessions(filter, cursor, limit);
      const rows = await allRows(read, (done, total) => setProgress({ done, total }));
      saveFile(`sessions-${localDay(clock.now())}.csv`, toCsv(rows), "text/csv;charset=utf-8");
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      showToast(t, t("reports.exportFailed", { reason }), "bad");
    } finally {
      setProgress(undefined);
    }
  };

  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} />}
      disabled={progress !== undefined}
      onClick={() => void run()}
    >
      {progress?.total ? t("reports.exporting", progress) : t("reports.export")}
    </Button>
  );
}
