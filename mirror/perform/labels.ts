import { isButtonInput } from "./fields.ts";
import type { Ground } from "./ground.ts";
import type { Sight } from "./sight.ts";

/** What decides how much of an element is told. */
export type Told = Pick<Sight, "facts" | "attribute">;

/** Longest label that is told, in characters. */
const MAX_LABEL = 80;

/** What people would name when they speak of a press: what can be pressed, not what is drawn on it. */
const NAMED =
  "a[href], button, input, select, textarea, summary, label, option, [role=button], [role=link], [role=menuitem], [role=option], [role=tab], [role=checkbox], [role=radio], [role=switch], [contenteditable]";

/** What an element is called, as far as it may be told; its kind where nothing else may. */
export function labelOf(ground: Ground, sight: Told, element: Element): string {
  const el = ground.around(element, (at) => at.matches(NAMED)) ?? element;
  const root = el.getRootNode() as Document | ShadowRoot;
  const texts = (els: Iterable<Element>): string => [...els].map((one) => textOf(sight, one)).join(" ");
  const ids = sight.attribute(el, "aria-labelledby")?.split(/\s+/) ?? [];
  const named = ids.flatMap((id) => root.getElementById(id) ?? []);
  const isField = el.matches("input, textarea, select");
  const names = [
    () => texts(named),
    () => sight.attribute(el, "aria-label"),
    () => texts((el as HTMLInputElement).labels ?? []),
    () => (isButtonInput(el) ? sight.attribute(el, "value") : ""),
    () => (isField || el.matches("[contenteditable]") ? "" : textOf(sight, el)),
    ...["alt", "title", "placeholder"].map((name) => () => sight.attribute(el, name)),
  ];
  for (const name of names) {
    const found = (name() ?? "").replace(/\s+/g, " ").trim();
    if (found) return found.length > MAX_LABEL ? `${found.slice(0, MAX_LABEL)}…` : found;
  }
  return sight.attribute(el, "role") ?? el.localName;
}

/** Text of an element without what is masked, and without what fields in it hold. */
function textOf(sight: Told, el: Element): string {
  const walker = el.ownerDocument.createTreeWalker(el, NodeFilter.SHOW_TEXT);
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const isText = parent && !parent.closest("select, textarea, script, style");
    if (isText && sight.facts(node)) text += `${(node as Text).data} `;
    if (text.length > MAX_LABEL * 2) break;
  }
  return text;
}
