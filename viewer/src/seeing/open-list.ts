// The list of a select that the customer has open (M4): browsers draw it outside the page, so that no mirror has it.
import type { Box } from "@samepage/mirror/annotate";
import type { Choice, Replica } from "@samepage/mirror/apply";

/** A select's list, and the box of its field. */
export interface OpenList {
  readonly field: Box;
  readonly choices: readonly Choice[];
}

/** Rows shown at most: a browser's own list is not much longer, and the rest would leave the picture. */
const ROWS_MAX = 12;
/** Height of a row and of the list's two edges, and the narrowest list, in CSS px of the customer's page. */
const ROW_HEIGHT = 22;
const EDGES = 2;
const LEAST_WIDTH = 80;

const SVG = "http://www.w3.org/2000/svg";

/** What the replica knows of the lists that are open now. */
export function openLists(replica: Replica): OpenList[] {
  return replica.openLists().flatMap((node) => {
    const field = replica.boxOf(node);
    const told = replica.fieldOf(node);
    return field && told?.kind === "select" ? [{ field, choices: told.choices }] : [];
  });
}

/** Draws a list where a browser has it: below its field, or above where there is no room. */
export function drawList(layer: SVGSVGElement, { field, choices }: OpenList): SVGElement {
  const doc = layer.ownerDocument;
  const rows = rowsAround(choices);
  const height = rows.length * ROW_HEIGHT + EDGES;
  const below = field.top + field.height;
  const isAbove = below + height > layer.clientHeight && field.top >= height;
  const place = doc.createElementNS(SVG, "foreignObject");
  const box = {
    x: field.left,
    y: isAbove ? field.top - height : below,
    width: Math.max(field.width, LEAST_WIDTH),
    height,
  };
  for (const [key, value] of Object.entries(box)) place.setAttribute(key, String(value));
  const list = doc.createElement("div");
  list.className = "open-list";
  list.append(...rows.map((row) => drawRow(doc, row)));
  place.append(list);
  return place;
}

interface Row {
  readonly text: string;
  readonly look: "choice" | "chosen" | "disabled" | "group";
}

/** The rows about the first chosen one, with the names of their groups. */
function rowsAround(choices: readonly Choice[]): Row[] {
  const rows: Row[] = [];
  let group = "";
  for (const { label, group: of, chosen, disabled } of choices) {
    if (of && of !== group) rows.push({ text: of, look: "group" });
    group = of;
    rows.push({ text: label, look: chosen ? "chosen" : disabled ? "disabled" : "choice" });
  }
  const middle = rows.findIndex(({ look }) => look === "chosen") - Math.floor(ROWS_MAX / 2);
  const first = Math.max(0, Math.min(middle, rows.length - ROWS_MAX));
  return rows.slice(first, first + ROWS_MAX);
}

function drawRow(doc: Document, { text, look }: Row): HTMLElement {
  const row = doc.createElement("div");
  row.dataset["look"] = look;
  row.textContent = text || "\u00a0";
  return row;
}
