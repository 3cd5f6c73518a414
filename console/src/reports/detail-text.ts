/** The words for one value; undefined leaves it out, as it says nothing that stands not elsewhere. */
export type ValueWords = (field: string, value: string) => string | undefined;

/** What is read first; other fields follow in their own order. */
const FIRST = ["agent", "action", "label", "chars", "result", "state", "reason", "mode", "from"];

/** The detail of a journal entry as one line. Values that have no words of their own are shown as they are. */
export function detailText(detail: unknown, words: ValueWords): string {
  if (detail === null || typeof detail !== "object") return "";
  return Object.entries(detail)
    .filter(([, value]) => typeof value === "string" && value !== "")
    .sort(([one], [other]) => place(one) - place(other))
    .map(([field, value]) => words(field, String(value)))
    .filter((text) => text !== undefined && text !== "")
    .join(" · ");
}

function place(field: string): number {
  const at = FIRST.indexOf(field);
  return at < 0 ? FIRST.length : at;
}
