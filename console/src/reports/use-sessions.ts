// The rows of the report, one page at a time.
import { useCallback, useEffect, useState } from "react";
import { useDesk } from "../app/context.ts";
import { ApiError, type SessionPage } from "../lib/api.ts";
import { type Chosen, filterOf } from "./session-filter.ts";

/** Rows on one page of the table. */
const PAGE_ROWS = 25;

export interface SessionsView {
  /** The page shown; while another one loads the earlier stays, so that nothing jumps. */
  page: SessionPage | undefined;
  loading: boolean;
  problem: { forbidden: boolean } | undefined;
  /** Number of the first row shown, from 0. */
  first: number;
  next: (() => void) | undefined;
  previous: (() => void) | undefined;
  again: () => void;
}

/** Reads what is chosen; a change of the choice goes back to the first page. */
export function useSessions(chosen: Chosen): SessionsView {
  const { api } = useDesk();
  const [cursors, setCursors] = useState<readonly string[]>([""]);
  const [page, setPage] = useState<SessionPage>();
  const [loading, setLoading] = useState(true);
  const [problem, setProblem] = useState<SessionsView["problem"]>();
  const [turn, setTurn] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: turn asks again for the same page
  useEffect(() => {
    let stale = false;
    setLoading(true);
    setProblem(undefined);
    api
      .sessions(filterOf(chosen), cursors.at(-1) ?? "", PAGE_ROWS)
      .then((found) => !stale && setPage(found))
      .catch(
        (error: unknown) =>
          !stale && setProblem({ forbidden: error instanceof ApiError && error.status === 403 }),
      )
      .finally(() => !stale && setLoading(false));
    return () => {
      stale = true;
    };
  }, [api, chosen, cursors, turn]);

  const again = useCallback(() => setTurn((now) => now + 1), []);
  const next = page?.next;
  return {
    page,
    loading,
    problem,
    first: (cursors.length - 1) * PAGE_ROWS,
    next: next ? () => setCursors([...cursors, next]) : undefined,
    previous: cursors.length > 1 ? () => setCursors(cursors.slice(0, -1)) : undefined,
    again,
  };
}
