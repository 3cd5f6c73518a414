import { IconUser } from "@tabler/icons-react";
import type { CSSProperties } from "react";
import { initials } from "../lib/format.ts";
import styles from "./avatar.module.css";

interface Props {
  /** Of the person; empty for somebody unnamed. */
  name: string;
  /** Edge in CSS pixels. */
  size?: number;
  /** Whether a dot tells that the person is connected; absent = no dot. */
  online?: boolean;
}

/** Stands for a person by initials. Says nothing to screen readers: the name stands beside it. */
export function Avatar({ name, size = 32, online }: Props) {
  const style = { "--avatar-size": `${size}px` } as CSSProperties;
  return (
    <span className={styles.root} style={style} data-initials={initials(name)} aria-hidden="true">
      {initials(name) === "" && <IconUser size={size * 0.5} stroke={1.8} />}
      {online !== undefined && <span className={styles.dot} data-on={online || undefined} />}
    </span>
  );
}
