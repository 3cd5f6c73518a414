/** UTF-16 units of texts remembered at either end; beyond, the oldest are forgotten. */
const KEPT_UNITS = 16 * 1024 * 1024;

/**
 * CSS texts of an epoch, numbered in the order in which they were sent. Both ends keep the same table with the same
 * bound, so that a text is sent once and an address can be named by text and offset.
 */
export type TextTable = ReturnType<typeof createTextTable>;

export function createTextTable() {
  const byId = new Map<number, string>();
  const ids = new Map<string, number>();
  let next = 1;
  let units = 0;

  return { add, find, get, clear };

  /** Numbers a text that is new to the table. */
  function add(text: string): number {
    const id = next++;
    byId.set(id, text);
    ids.set(text, id);
    units += text.length;
    for (const [oldest, old] of byId) {
      if (units <= KEPT_UNITS || oldest === id) break;
      byId.delete(oldest);
      ids.delete(old);
      units -= old.length;
    }
    return id;
  }

  function find(text: string): number | undefined {
    return ids.get(text);
  }

  function get(id: number): string | undefined {
    return byId.get(id);
  }

  function clear(): void {
    byId.clear();
    ids.clear();
    next = 1;
    units = 0;
  }
}
