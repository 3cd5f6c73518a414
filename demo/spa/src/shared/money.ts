/** Writes an amount of pence in pounds. */
export function pounds(pence: number): string {
  return `£${(pence / 100).toFixed(2)}`;
}
