import type { Natives } from "./natives.ts";

/** Elements with less in them than this are measured whole. */
const PIECE_ELEMENTS = 2_000;
/** Longest time for which the page is held up in one go, in ms. */
const SLICE_MS = 4;

/** About how many bytes the page would be, written as it is now. A long page is read in slices. */
export async function shownSize(natives: Natives): Promise<number> {
  const encoder = new TextEncoder();
  const waiting: Node[] = [natives.document.documentElement];
  let size = 0;
  let endsAt = natives.now() + SLICE_MS;
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    if (natives.nodeType(at) !== 1) size += at.nodeValue?.length ?? 0;
    else if (isLong(at as Element)) {
      for (let c = natives.firstChild(at); c; c = natives.nextSibling(c)) waiting.push(c);
    } else size += encoder.encode((at as Element).outerHTML).length;
    if (natives.now() < endsAt) continue;
    await new Promise<void>((next) => natives.setTimeout(next, 0));
    endsAt = natives.now() + SLICE_MS;
  }
  return size;
}

function isLong(el: Element): boolean {
  return el.getElementsByTagName("*").length > PIECE_ELEMENTS;
}
