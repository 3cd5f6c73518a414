import type { HiddenArea } from "@samepage/mirror/capture";
import { boxOf } from "../dialogs/project.ts";
import { h } from "../ui/element.ts";

/** More areas than this are not painted: nobody tells them apart. */
const MAX_AREAS = 600;

/** Paints boxes over elements of the page, which follow them. */
export class Hatching {
  #marks: HTMLElement;
  #painted = new Map<Element, HTMLElement>();
  #target: HTMLElement;

  /** @param marks a layer over the page's window, however that is zoomed */
  constructor(marks: HTMLElement) {
    this.#marks = marks;
    this.#target = h("div", { class: "target", hidden: true });
    marks.append(this.#target);
  }

  /** These areas are hatched from now on, and no others. */
  show(areas: readonly HiddenArea[]): void {
    const wanted = new Map(areas.slice(0, MAX_AREAS).map(({ element, kind }) => [element, kind]));
    for (const [element, el] of this.#painted) {
      if (wanted.has(element)) continue;
      el.remove();
      this.#painted.delete(element);
    }
    for (const [element, kind] of wanted) {
      const el = this.#painted.get(element) ?? h("div");
      el.className = `hatch ${kind}`;
      this.#painted.set(element, el);
      if (!el.isConnected) this.#marks.prepend(el);
    }
  }

  /** Puts the boxes where their elements are now. */
  place(target: Element | undefined): void {
    for (const [element, el] of this.#painted) lay(el, element);
    if (target) lay(this.#target, target);
    else this.#target.hidden = true;
  }

  clear(): void {
    for (const el of this.#painted.values()) el.remove();
    this.#painted.clear();
    this.#target.remove();
  }
}

function lay(el: HTMLElement, over: Element): void {
  const box = boxOf(over);
  el.hidden = !box;
  if (!box) return;
  el.style.transform = `translate(${box.x}px, ${box.y}px)`;
  el.style.width = `${box.width}px`;
  el.style.height = `${box.height}px`;
}
