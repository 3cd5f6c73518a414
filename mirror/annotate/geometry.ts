// Where an annotation stands and what it looks like, the same at both ends (A16): the agent's picture draws
// with these paths what the customer's page draws, each in its own layout.
import type { AnnotateTool } from "@samepage/wire";

/** A box in CSS px of a viewport; a DOMRect is one. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A place in CSS px of a viewport. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** How much of a highlighted element's colour lies over it, 0 to 1: what is below stays readable. */
export const HIGHLIGHT_FILL = 0.16;
/** A highlight keeps this much away from its element, in CSS px. */
const HIGHLIGHT_GAP = 4;
/** Length of an arrow's head in line widths, and its least length in CSS px. */
const HEAD_WIDTHS = 4;
const HEAD_LEAST = 12;
/** Half of the angle of an arrow's head, in radians. */
const HEAD_ANGLE = Math.PI / 7;
/** Fractions travel with this many decimals: a tenth of a px on a box of 10,000 px. */
const DECIMALS = 5;
/** Decimals of a path's px. */
const PATH_DECIMALS = 1;

/** Places as fractions of a box, x and y in turn, as AnnotateDrawBody carries them. */
export function toFractions(spots: readonly Spot[], box: Box): number[] {
  const [width, height] = sizesOf(box);
  return spots.flatMap(({ x, y }) => [
    round((x - box.left) / width, DECIMALS),
    round((y - box.top) / height, DECIMALS),
  ]);
}

/** The same places where the box is now. An odd number at the end is left out. */
export function fromFractions(points: readonly number[], box: Box): Spot[] {
  const [width, height] = sizesOf(box);
  const spots: Spot[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) {
    spots.push({
      x: box.left + (points[i] as number) * width,
      y: box.top + (points[i + 1] as number) * height,
    });
  }
  return spots;
}

/**
 * Numbers of an annotation after a message: `offset` counts the points (pairs) that came before, so 0 begins anew,
 * also at another node. Null where points are missing in between.
 */
export function grown(known: readonly number[], points: readonly number[], offset: number): number[] | null {
  const at = offset * 2;
  return at > known.length ? null : [...known.slice(0, at), ...points];
}

/**
 * An SVG path (`d`) to be stroked in the annotation's width with round caps and joins. Box and arrow are from their
 * first place to their last; a highlight is around its element's box and is filled too (HIGHLIGHT_FILL).
 */
export function pathOf(tool: AnnotateTool, spots: readonly Spot[], box: Box, width: number): string {
  if (tool === "highlight") return rectangle(outset(box, HIGHLIGHT_GAP + width / 2));
  const [first, last] = [spots[0], spots.at(-1)];
  if (!first || !last) return "";
  if (tool === "box") return rectangle(between(first, last));
  return tool === "arrow" ? arrow(first, last, width) : smooth(spots);
}

/** The box around some places; null for none. */
export function around(spots: readonly Spot[]): Box | null {
  if (spots.length === 0) return null;
  const [xs, ys] = [spots.map((s) => s.x), spots.map((s) => s.y)];
  const [left, top] = [least(xs), least(ys)];
  return { left, top, width: most(xs) - left, height: most(ys) - top };
}

/** Whether a box holds another one whole. */
export function holds(outer: Box, inner: Box): boolean {
  return (
    outer.left <= inner.left &&
    outer.top <= inner.top &&
    outer.left + outer.width >= inner.left + inner.width &&
    outer.top + outer.height >= inner.top + inner.height
  );
}

function between(a: Spot, b: Spot): Box {
  const [left, top] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { left, top, width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

/** The box with as much more on each side. */
export function outset(box: Box, by: number): Box {
  return {
    left: box.left - by,
    top: box.top - by,
    width: box.width + 2 * by,
    height: box.height + 2 * by,
  };
}

function rectangle({ left, top, width, height }: Box): string {
  return `M${px(left)} ${px(top)}h${px(width)}v${px(height)}h${px(-width)}Z`;
}

function arrow(from: Spot, to: Spot, width: number): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const head = Math.min(Math.max(HEAD_LEAST, HEAD_WIDTHS * width), length);
  const back = Math.atan2(from.y - to.y, from.x - to.x);
  const barb = (angle: number): string =>
    at({ x: to.x + head * Math.cos(angle), y: to.y + head * Math.sin(angle) });
  return `M${at(from)}L${at(to)}M${barb(back - HEAD_ANGLE)}L${at(to)}L${barb(back + HEAD_ANGLE)}`;
}

/** One curve through the middles between the places, as a hand draws; a lone place is a dot. */
function smooth(spots: readonly Spot[]): string {
  const [first, last] = [spots[0] as Spot, spots.at(-1) as Spot];
  let path = `M${at(first)}`;
  for (let i = 1; i < spots.length - 1; i++) {
    const [here, next] = [spots[i] as Spot, spots[i + 1] as Spot];
    path += `Q${at(here)} ${at({ x: (here.x + next.x) / 2, y: (here.y + next.y) / 2 })}`;
  }
  return `${path}L${at(last)}`;
}

function at({ x, y }: Spot): string {
  return `${px(x)} ${px(y)}`;
}

function px(value: number): number {
  return round(value, PATH_DECIMALS);
}

function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}

/** Sizes to divide by; a box without extent counts as one px, so that its places stay where they are. */
function sizesOf(box: Box): [width: number, height: number] {
  return [box.width || 1, box.height || 1];
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b));
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b));
}
