import { VisuallyHidden } from "@mantine/core";
import type { Announcement } from "../lib/announcer.ts";
import { type Readable, useStore } from "../lib/store.ts";

/** Speaks announcements. A changing, unseen sign makes the same words new to a screen reader. */
export function LiveRegion({ announcements }: { announcements: Readable<Announcement> }) {
  const { text, assertive, turn } = useStore(announcements);
  const spoken = text && turn % 2 === 0 ? `${text}\u00a0` : text;
  return (
    <VisuallyHidden>
      <div aria-live="polite">{assertive ? "" : spoken}</div>
      <div aria-live="assertive">{assertive ? spoken : ""}</div>
    </VisuallyHidden>
  );
}
