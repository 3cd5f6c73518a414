import { Button, Popover } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "./toolbar.module.css";

interface Props {
  /** 17 px. */
  icon: ReactNode;
  /** What it opens, also where the button has no room for words. */
  name: string;
  /** What the button says. */
  label: ReactNode;
  /** Of what opens, CSS pixels. */
  width: number;
  opened: boolean;
  onChange: (opened: boolean) => void;
  /** Where the focus goes if nothing in it asks for it: to the whole. */
  focusWhole?: boolean;
  children: ReactNode;
}

/** A button of the toolbar, and what opens below it. */
export function ToolPopover({ icon, name, label, width, opened, onChange, focusWhole, children }: Props) {
  return (
    <Popover opened={opened} onChange={onChange} position="bottom-start" width={width} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          className={styles.tool ?? ""}
          leftSection={icon}
          title={name}
          onClick={() => onChange(!opened)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={name} {...(focusWhole && { tabIndex: -1, "data-autofocus": true })}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
