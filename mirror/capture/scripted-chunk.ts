/** What only pages need whose scripts make or change style sheets. */
type ScriptedChunk = typeof import("./styles/scripted.ts");

/** Calls `then` when the chunk is here: at once if it is already; with null when it can't be had now. */
export type LoadScripted = (then: (chunk: ScriptedChunk | null) => void) => void;

/**
 * Loads that chunk once for all documents of a page. A page that has adopted sheets from the start is not told before
 * it is here, so that it is never seen without them.
 */
export function createScriptedChunk(document: Document, arrived: () => void) {
  let chunk: ScriptedChunk | undefined;
  let waits = document.adoptedStyleSheets?.length > 0;
  if (waits) load(settle);

  return {
    load,
    get isWaiting(): boolean {
      return waits;
    },
  };

  function load(then: (chunk: ScriptedChunk | null) => void): void {
    if (chunk) return then(chunk);
    import("./styles/scripted.ts").then(
      (found) => {
        chunk = found;
        then(found);
      },
      () => then(null),
    );
  }

  function settle(): void {
    waits = false;
    arrived();
  }
}
