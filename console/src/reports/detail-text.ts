/** Fields whose value says enough without the field's name. */
const PLAIN = ["page", "url", "mode", "reason", "why", "agent"];

/** The detail of a journal entry as one line. `name` gives the words for a value of a field. */
export function detailText(detail: unknown, name: (field: string, value: string) => string): string {
  if (detail === null || typeof detail !== "object") return "";
  return Object.entries(detail)
    .filter(([, value]) => typeof value === "string" && value !== "")
    .map(([field, value]) => {
      const words = name(field, String(value));
      return PLAIN.includes(field) ? words : `${field.replaceAll("_", " ")}: ${words}`;
    })
    .join(" · ");
}
