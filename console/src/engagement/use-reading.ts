// Lines count as read while their chat is in front and the window has the focus.
import { useEffect } from "react";
import { useDesk } from "../app/context.ts";

export function useReading(chat: string, inFront: boolean): void {
  const { chats } = useDesk();
  useEffect(() => {
    if (!inFront) return;
    const read = (): void => {
      if (document.hasFocus()) chats.read(chat);
    };
    read();
    const stop = chats.subscribe(read);
    window.addEventListener("focus", read);
    return () => {
      stop();
      window.removeEventListener("focus", read);
    };
  }, [chats, chat, inFront]);
}
