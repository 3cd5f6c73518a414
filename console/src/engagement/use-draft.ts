// A half-written message per chat, kept for the life of the browser tab.
import { useState } from "react";
import { LocalRecord } from "../lib/local-record.ts";

/** The draft of a chat, and how to change it. */
export function useDraft(chat: string): [string, (text: string) => void] {
  const [record] = useState(
    () =>
      new LocalRecord(sessionStorage, `samepage.draft.${chat}`, (raw) =>
        typeof raw === "string" ? raw : undefined,
      ),
  );
  const [text, setText] = useState(() => record.read() ?? "");
  const change = (next: string): void => {
    setText(next);
    record.write(next);
  };
  return [text, change];
}
