import type { CaptureHost } from "./host.ts";

/** What only pages need whose scripts make or change style sheets. */
type ScriptedChunk = typeof import("./styles/scripted.ts");

/** Calls `then` when the chunk is here: at once if it is already; with null when it can't be had now. */
export type LoadScripted = (then: (chunk: ScriptedChunk | null) => void) => void;

/** Loads that chunk once for all documents of a page; it is never seen without the sheets that script has made. */
export function createScriptedChunk(host: CaptureHost): LoadScripted {
  let chunk: ScriptedChunk | undefined;
  const load: () => Promise<unknown> | undefined = host.onSign(
    () => import("./styles/scripted.ts"),
    (found) => {
      chunk = found;
    },
    true,
  );
  return (then) => {
    if (chunk) then(chunk);
    else load()?.then(() => then(chunk ?? null));
  };
}
