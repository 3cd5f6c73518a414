// The running sessions, read again every few seconds while somebody looks.
import { useCallback, useEffect, useState } from "react";
import { useDesk } from "../app/context.ts";
import { ApiError, type RunningSession } from "../lib/api.ts";

/** New sessions appear in the list within this time, milliseconds. */
const AGAIN_MS = 5000;

export interface RunningView {
  /** Absent before the first answer. */
  sessions: readonly RunningSession[] | undefined;
  problem: { forbidden: boolean } | undefined;
  again: () => void;
}

export function useRunning(): RunningView {
  const { api } = useDesk();
  const [sessions, setSessions] = useState<RunningSession[]>();
  const [problem, setProblem] = useState<RunningView["problem"]>();
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((now) => now + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: turn asks again
  useEffect(() => {
    let stale = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      try {
        const found = await api.running();
        if (stale) return;
        setSessions(found);
        setProblem(undefined);
      } catch (error) {
        if (stale) return;
        setProblem({ forbidden: error instanceof ApiError && error.status === 403 });
      }
      timer = setTimeout(() => void ask(), AGAIN_MS);
    };
    void ask();
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [api, turn]);

  return { sessions, problem, again };
}
