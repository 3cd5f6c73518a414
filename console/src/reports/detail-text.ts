/** The words for one value; undefined leaves it out, as it says nothing that stands not elsewhere. */
export type ValueWords = (field: string, value: string) => string | undefined;

/** The detail of a journal entry as one line. Values that have no words of their own are shown as they are. */
export function detailText(detail: unknown, words: ValueWords): string {
  if (detail === null || typeof detail !== "object") return "";
  return Object.entries(detail)
    .filter(([, value]) => typeof value === "string" && value !== "")
    .map(([field, value]) => words(field, String(value)))
    .filter((text) => text !== undefined && text !== "")
    .join(" · ");
}
