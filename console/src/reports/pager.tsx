import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/icon-button.tsx";
import styles from "./pager.module.css";

interface Props {
  /** Which rows are shown, of how many. */
  text: string;
  /** Absent on the first page. */
  onPrevious?: () => void;
  /** Absent on the last page. */
  onNext?: () => void;
}

/** Goes from page to page of a table. */
export function Pager({ text, onPrevious, onNext }: Props) {
  const { t } = useTranslation();
  return (
    <span className={styles.root}>
      <span aria-live="polite">{text}</span>
      <IconButton label={t("reports.previous")} disabled={!onPrevious} onClick={onPrevious}>
        <IconChevronLeft size={18} className={styles.icon} />
      </IconButton>
      <IconButton label={t("reports.next")} disabled={!onNext} onClick={onNext}>
        <IconChevronRight size={18} className={styles.icon} />
      </IconButton>
    </span>
  );
}
