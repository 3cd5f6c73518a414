import { REPLACED, STAND_IN, standIn } from "../allow.ts";
import type { Nodes } from "../nodes.ts";
import { isInteractive, roleOf } from "./speak.ts";

/** A place where the keyboard stops on its way through the picture (A21). */
export interface Stop {
  readonly node: number;
  /** Whether pressing it does something: Tab goes from one of these to the next. */
  readonly interactive: boolean;
}

/** More stops than anybody walks through; the rest of such a page is reached by pointing. */
const STOPS_MAX = 5_000;

/** Roles that are one stop with all that is in them. */
const WHOLE = new Set(
  "button link checkbox radio switch combobox textbox searchbox slider spinbutton listbox heading img progressbar meter video audio option tab menuitem menuitemcheckbox menuitemradio".split(
    " ",
  ),
);

/** All stops of the page in the order of reading: through shadow trees as they show, and inner frames. */
export function stopsOf(nodes: Nodes, doc: Document): Stop[] {
  const stops: Stop[] = [];
  const stack: Node[] = [doc];
  for (let node = stack.pop(); node && stops.length < STOPS_MAX; node = stack.pop()) {
    if (node.nodeType === 1) {
      const el = node as Element;
      if (isUnheard(el)) continue;
      const role = roleOf(el);
      if (WHOLE.has(role) || hasOwnText(el)) {
        if (isShown(el)) stops.push({ node: nodes.id(el), interactive: isInteractive(role) });
        if (WHOLE.has(role)) continue;
      }
    }
    const inside = insideOf(nodes, node);
    for (let i = inside.length - 1; i >= 0; i--) stack.push(inside[i] as Node);
  }
  return stops.filter(({ node }) => node !== 0);
}

/** Children as they show: a shadow tree in place of its host's, a slot's nodes in place of the slot's. */
function insideOf(nodes: Nodes, node: Node): ArrayLike<Node> {
  const inner = nodes.innerOf(node);
  if (inner) return inner.childNodes;
  if (node.nodeType === 1 && (node as Element).localName === "slot") {
    const assigned = (node as HTMLSlotElement).assignedNodes();
    if (assigned.length > 0) return assigned;
  }
  return node.childNodes;
}

function hasOwnText(el: Element): boolean {
  for (let child = el.firstChild; child; child = child.nextSibling)
    if (child.nodeType === 3 && (child as Text).data.trim() !== "") return true;
  return false;
}

const SILENT: ReadonlySet<string> = new Set([
  ..."style head noscript template datalist".split(" "),
  STAND_IN,
  ...[...REPLACED].map(standIn),
]);

function isUnheard(el: Element): boolean {
  return SILENT.has(el.localName) || el.getAttribute("aria-hidden") === "true" || el.hasAttribute("inert");
}

function isShown(el: Element): boolean {
  if (el.getClientRects().length === 0) return false;
  return el.ownerDocument.defaultView?.getComputedStyle(el).visibility === "visible";
}
