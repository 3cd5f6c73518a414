import { UnstyledButton } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import type { ComponentPropsWithRef } from "react";
import styles from "./chip-button.module.css";

interface Props extends Omit<ComponentPropsWithRef<"button">, "name" | "value"> {
  /** What is filtered by. */
  name: string;
  /** What is let through; absent = everything. */
  value: string | undefined;
}

/** The face of a filter: its name, and what is chosen. */
export function ChipButton({ name, value, className = "", ...rest }: Props) {
  return (
    <UnstyledButton
      className={`${styles.root} ${className}`}
      data-on={value !== undefined || undefined}
      {...rest}
    >
      <span>{name}</span> {value !== undefined && <span className={styles.value}>{value}</span>}
      <IconChevronDown size={14} aria-hidden="true" />
    </UnstyledButton>
  );
}
