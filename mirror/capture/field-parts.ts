/** What only pages with form fields need, as one chunk. */
type FieldChunk = typeof import("./field-chunk.ts");

/** What makes an element a field, or editable text: whether it holds a secret has to be found out. */
const FIELDS = "input,textarea,select,[contenteditable]";

/**
 * Loads what reads form fields and knows what they are for. A page that has fields is not told before it is here; where
 * the first field comes later it is taken for a secret one until then.
 */
export type FieldParts = ReturnType<typeof createFieldParts>;

export function createFieldParts(document: Document) {
  const listeners: ((chunk: FieldChunk | null) => void)[] = [];
  let isLoading = false;
  let waits = document.querySelector(FIELDS) !== null;
  if (waits) need();

  return {
    need,
    /** Calls `fn` when the chunk is here; with null when it can't be had now. */
    onArrival: (fn: (chunk: FieldChunk | null) => void) => listeners.push(fn),
    /** Nobody is told any more. */
    stop: () => listeners.splice(0),
    /** The page has had fields from the start, and they can't be told yet. */
    get isWaiting(): boolean {
      return waits;
    },
  };

  /** A field is there. */
  function need(): void {
    if (isLoading) return;
    isLoading = true;
    import("./field-chunk.ts").then(arrived, () => {
      isLoading = false; // the next field tries again
      arrived(null);
    });
  }

  function arrived(chunk: FieldChunk | null): void {
    waits = false;
    for (const tell of listeners) tell(chunk);
  }
}
