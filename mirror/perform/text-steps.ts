/** Where the caret of a field goes. Offsets count UTF-16 units, as fields do. */
export type Step = "character" | "word" | "line" | "document";
export type Way = -1 | 1;

/** The offset one step from `at`. `line`: to the edge of the line. */
export function stepFrom(text: string, at: number, step: Step, way: Way): number {
  switch (step) {
    case "character":
      return edges(text, "grapheme", at, way, () => true);
    case "word":
      return edges(text, "word", at, way, (part) => part.isWordLike === true);
    case "line":
      return way < 0 ? text.lastIndexOf("\n", at - 1) + 1 : lineEnd(text, at);
    case "document":
      return way < 0 ? 0 : text.length;
  }
}

/** The offset in the line above or below at the same column. */
export function lineFrom(text: string, at: number, way: Way): number {
  const start = stepFrom(text, at, "line", -1);
  const column = at - start;
  if (way < 0) {
    if (start === 0) return 0;
    const before = stepFrom(text, start - 1, "line", -1);
    return Math.min(before + column, start - 1);
  }
  const end = lineEnd(text, at);
  return end === text.length ? end : Math.min(end + 1 + column, lineEnd(text, end + 1));
}

/** Start and end of the word, or of what is between words, at an offset. */
export function wordAround(text: string, at: number): [start: number, end: number] {
  for (const { index, segment } of segments(text, "word")) {
    if (at >= index && at < index + segment.length) return [index, index + segment.length];
  }
  const last = segments(text, "word").at(-1);
  return last ? [last.index, text.length] : [0, 0];
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

const segments = (text: string, granularity: "grapheme" | "word"): Intl.SegmentData[] => [
  ...new Intl.Segmenter(undefined, { granularity }).segment(text),
];

/** The far edge of the next part in a direction that counts. */
function edges(
  text: string,
  granularity: "grapheme" | "word",
  at: number,
  way: Way,
  counts: (part: Intl.SegmentData) => boolean,
): number {
  const parts = segments(text, granularity);
  if (way > 0) {
    const next = parts.find((part) => part.index + part.segment.length > at && counts(part));
    return next ? next.index + next.segment.length : text.length;
  }
  return parts.findLast((part) => part.index < at && counts(part))?.index ?? 0;
}
