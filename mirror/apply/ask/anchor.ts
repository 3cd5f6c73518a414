import { type Box, holds, outset } from "../../annotate/geometry.ts";
import type { Nodes } from "../nodes.ts";
import { pointAt } from "../point.ts";
import { placeOf } from "./place.ts";

/** Smaller elements give fractions without meaning, in CSS px. */
const LEAST_SIDE = 2;
/** A hand draws this far beyond the edges of what it means, in CSS px: a circle around a heading. */
const BEYOND = 48;

/**
 * The element that a drawing around or on something means: the largest one inside its bounds (a button in a circle),
 * else the smallest one that holds them but for what a hand draws beyond. Strokes that hang on it stay right in
 * another layout (A16).
 */
export function anchorOf(nodes: Nodes, doc: Document, bounds: Box): number {
  const middle = pointAt(nodes, doc, bounds.left + bounds.width / 2, bounds.top + bounds.height / 2);
  let inside = 0;
  let widest = 0;
  for (let at: Node | null = middle && nodes.need(middle.node); at; at = nodes.outer(at)) {
    const id = nodes.id(at);
    if (at.nodeType !== 1 || id === 0) continue;
    const box = placeOf(nodes, at as Element);
    if (box.width < LEAST_SIDE || box.height < LEAST_SIDE) continue;
    if (holds(bounds, box)) inside = id;
    else if (inside) return inside;
    else if (holds(outset(box, BEYOND), bounds)) return id;
    widest = id;
  }
  return inside || widest;
}
