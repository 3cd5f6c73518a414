import type { ReactNode } from "react";
import styles from "./scene.module.css";

interface Props {
  /** Drawn in the badge of the picture, 24 px. */
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  tone?: "accent" | "quiet" | "warn" | "bad";
  /** The drawn page breathes while something is on its way. */
  busy?: boolean;
  /** Level of the title in the page's outline. */
  level?: 1 | 2 | 3;
}

/** The picture of a state: a drawn page, what is the matter, what happens next. */
export function Scene({ icon, title, children, actions, tone = "accent", busy = false, level = 2 }: Props) {
  const Title = `h${level}` as const;
  return (
    <div className={styles.root} data-tone={tone} data-busy={busy || undefined}>
      <div className={styles.picture} aria-hidden="true">
        <svg viewBox="0 0 168 112" width="168" height="112" role="presentation">
          <rect className={styles.page} x="1" y="1" width="166" height="110" rx="9" />
          <line x1="1" y1="21" x2="167" y2="21" className={styles.page} />
          <circle className={styles.words} cx="13" cy="11" r="3" />
          <circle className={styles.words} cx="23" cy="11" r="3" />
          <rect className={styles.words} x="36" y="8" width="92" height="6" rx="3" />
          <rect className={styles.words} x="14" y="34" width="54" height="62" rx="4" />
          <rect className={styles.words} x="78" y="36" width="74" height="7" rx="3" />
          <rect className={styles.words} x="78" y="51" width="62" height="7" rx="3" />
          <rect className={styles.words} x="78" y="66" width="70" height="7" rx="3" />
        </svg>
        <span className={styles.badge}>{icon}</span>
      </div>
      <Title className={styles.title}>{title}</Title>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
