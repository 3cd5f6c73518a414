// The tab of the browser tells how many customers wait or have written.
import { useEffect } from "react";
import { unreadCount } from "../engagement/thread.ts";
import { useStore } from "../lib/store.ts";
import { useDesk } from "./context.ts";

const NAME = "Samepage";

export function useTitle(): void {
  const desk = useDesk();
  const { entries } = useStore(desk.queue);
  const threads = useStore(desk.chats);
  const waiting = entries.length + [...threads.values()].filter((thread) => unreadCount(thread) > 0).length;
  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) ${NAME}` : NAME;
    return () => {
      document.title = NAME;
    };
  }, [waiting]);
}
