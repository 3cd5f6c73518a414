// What the agent annotates with (A16).
import type { AnnotateTool } from "@samepage/wire";

export interface Pen {
  tool: AnnotateTool;
  /** A CSS colour, #rrggbb. */
  colour: string;
  /** CSS pixels of the customer's page. */
  width: number;
}

/** The tools in the order of the bar. */
export const TOOLS: readonly AnnotateTool[] = ["freehand", "arrow", "box", "highlight"];

/** Colours that stand out on most pages; the full picker stands behind them. */
export const SUGGESTED_COLOURS = [
  { name: "red", colour: "#e03131" },
  { name: "orange", colour: "#f08c00" },
  { name: "green", colour: "#2f9e44" },
  { name: "blue", colour: "#1971c2" },
] as const;

/** Line widths, CSS pixels of the customer's page. */
export const WIDTHS = [
  { name: "thin", width: 2 },
  { name: "middle", width: 4 },
  { name: "thick", width: 8 },
] as const;

export const FIRST_PEN: Pen = {
  tool: "freehand",
  colour: SUGGESTED_COLOURS[0].colour,
  width: WIDTHS[1].width,
};
