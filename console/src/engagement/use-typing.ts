// Tells the other side that somebody is typing, seldom enough to cost nothing.
import { useEffect, useEffectEvent, useRef } from "react";

/** Repeated this often while keys are pressed, milliseconds; the other side forgets after a longer time. */
const REPEAT_MS = 3000;
/** Without a key for this long nobody is typing any more, milliseconds. */
const IDLE_MS = 4000;

/** Returns what is to be called on each change: true while there are words, false when they are sent or gone. */
export function useTyping(tell: (on: boolean) => void): (on: boolean) => void {
  const toldAt = useRef(0);
  const idle = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = (): void => {
    clearTimeout(idle.current);
    if (toldAt.current === 0) return;
    toldAt.current = 0;
    tell(false);
  };
  const leave = useEffectEvent(stop);
  useEffect(() => () => leave(), []);
  return (on) => {
    if (!on) return stop();
    clearTimeout(idle.current);
    idle.current = setTimeout(stop, IDLE_MS);
    if (Date.now() - toldAt.current < REPEAT_MS) return;
    toldAt.current = Date.now();
    tell(true);
  };
}
