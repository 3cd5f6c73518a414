import { Button } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { MessageLine } from "./message-line.tsx";
import type { OutboxEntry } from "./outbox.ts";
import { PendingLine } from "./pending-line.tsx";
import { SystemLine } from "./system-line.tsx";
import { follows, type Thread } from "./thread.ts";
import styles from "./transcript.module.css";

/** Closer to the end than this counts as being at the end, pixels. */
const NEAR_END = 60;

interface Props {
  thread: Thread;
  /** Messages of this chat that the server has not stored yet. */
  outbox: readonly OutboxEntry[];
  /** False while older lines are still on their way. */
  complete: boolean;
  /** Whether the customer is typing now. */
  typing: boolean;
  slim: boolean;
  onPicture: () => void;
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
}

/** The lines of a chat. Stays at the end while the agent is there, and never jumps otherwise. */
export function Transcript({ thread, outbox, complete, typing, slim, onPicture, onRetry, onDiscard }: Props) {
  const { t } = useTranslation();
  const { messages, state } = thread;
  const count = messages.length + outbox.length;
  const { box, away, toEnd } = useEnd(count);
  const seen = messages.findLast(
    (line) => line.from === "agent" && line.number <= state.customer_read,
  )?.number;
  return (
    <div className={styles.root} data-slim={slim || undefined}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <div ref={box} className={styles.lines} role="log" aria-label={t("engagement.transcript")} tabIndex={0}>
        <div className={styles.inner}>
          {!complete && <p className={styles.fetching}>{t("engagement.fetching")}</p>}
          {messages.map((line, at) =>
            line.from === "system" ? (
              <SystemLine key={line.number} line={line} customer={state.customer} onPicture={onPicture} />
            ) : (
              <MessageLine
                key={line.number}
                line={line}
                seen={line.number === seen}
                follows={follows(line, messages[at - 1])}
              />
            ),
          )}
          {outbox.map((entry) => (
            <PendingLine
              key={entry.id}
              entry={entry}
              onRetry={() => onRetry(entry.id)}
              onDiscard={() => onDiscard(entry.id)}
            />
          ))}
          <p className={styles.typing} aria-live="polite">
            {typing && (
              <>
                <span className={styles.dots} aria-hidden="true" />
                {t("engagement.isTyping", { name: state.customer || t("visitor") })}
              </>
            )}
          </p>
        </div>
      </div>
      {away && (
        <Button
          className={styles.toEnd}
          size="compact-sm"
          radius="xl"
          leftSection={<IconArrowDown size={14} />}
          onClick={toEnd}
        >
          {t("engagement.toEnd")}
        </Button>
      )}
    </div>
  );
}

// Keeps the newest line in view as long as the agent has not scrolled away from it.
function useEnd(count: number) {
  const box = useRef<HTMLDivElement>(null);
  const stick = useRef(true);
  const [away, setAway] = useState(false);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const follow = (): void => {
      const gap = element.scrollHeight - element.scrollTop - element.clientHeight;
      stick.current = gap < NEAR_END;
      setAway(gap >= NEAR_END * 3);
    };
    const keep = new ResizeObserver(() => {
      if (stick.current) element.scrollTop = element.scrollHeight;
    });
    element.addEventListener("scroll", follow, { passive: true });
    keep.observe(element);
    return () => {
      element.removeEventListener("scroll", follow);
      keep.disconnect();
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line is what moves the end
  useLayoutEffect(() => {
    const element = box.current;
    if (element && stick.current) element.scrollTop = element.scrollHeight;
  }, [count]);

  const toEnd = (): void => {
    const element = box.current;
    if (element) element.scrollTop = element.scrollHeight;
  };
  return { box, away, toEnd };
}
