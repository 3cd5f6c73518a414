/** Most that is kept of one kind, in UTF-16 units of the texts: ten times the largest usual style sheet. */
const KEPT_UNITS = 4 * 1024 * 1024;

/** What was worked out of texts, by the texts, within bounds. */
export type Kept<Value> = ReturnType<typeof createKept<Value>>;

export function createKept<Value>() {
  const values = new Map<string, Value>();
  let units = 0;

  return { get: (text: string): Value | undefined => values.get(text), keep };

  function keep(text: string, value: Value): void {
    if (!values.has(text)) units += text.length;
    if (units > KEPT_UNITS) {
      values.clear();
      units = text.length > KEPT_UNITS ? 0 : text.length;
    }
    if (text.length <= KEPT_UNITS) values.set(text, value);
  }
}
