/**
 * Marks the longest strictly rising run of `order` (patience sorting): what it marks may stay where it is, all else
 * moves. Entries below zero never count.
 */
export function longestRising(order: Int32Array): Uint8Array {
  const tails: number[] = [];
  const before = new Int32Array(order.length).fill(-1);
  for (let i = 0; i < order.length; i++) {
    const value = order[i] as number;
    if (value < 0) continue;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if ((order[tails[mid] as number] as number) < value) low = mid + 1;
      else high = mid;
    }
    if (low > 0) before[i] = tails[low - 1] as number;
    tails[low] = i;
  }
  const stays = new Uint8Array(order.length);
  for (let i = tails.at(-1) ?? -1; i >= 0; i = before[i] as number) stays[i] = 1;
  return stays;
}
