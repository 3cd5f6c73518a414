import { ActionIcon, type ActionIconProps, Tooltip } from "@mantine/core";
import type { ComponentPropsWithRef, ReactNode } from "react";

interface Props extends ActionIconProps, Omit<ComponentPropsWithRef<"button">, keyof ActionIconProps> {
  /** Accessible name, also shown as the tooltip. */
  label: string;
  /** Keys that do the same, shown behind the name. */
  keys?: string;
  children: ReactNode;
}

/** A button that shows an icon and says its name. */
export function IconButton({ label, keys, children, ...rest }: Props) {
  return (
    <Tooltip label={keys ? `${label} · ${keys}` : label}>
      <ActionIcon variant="subtle" color="gray" size={34} aria-label={label} {...rest}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
