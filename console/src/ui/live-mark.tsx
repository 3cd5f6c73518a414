import { VisuallyHidden } from "@mantine/core";
import styles from "./live-mark.module.css";

interface Props {
  /** What the mark says, in words. */
  label: string;
  /** Hollow while the customer is still being asked. */
  pending?: boolean;
  /** Whether the words are seen or only heard. */
  withText?: boolean;
}

/** The sign of a running co-browse session. */
export function LiveMark({ label, pending = false, withText = false }: Props) {
  return (
    <span className={styles.root} data-pending={pending || undefined}>
      <span className={styles.dot} aria-hidden="true" />
      {withText ? label : <VisuallyHidden>{label}</VisuallyHidden>}
    </span>
  );
}
