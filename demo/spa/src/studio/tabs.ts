import { h } from "../shared/h.ts";
import { sheet } from "./sheet.ts";

const look = sheet(`
  [role="tablist"] { display: flex; gap: 4px; border-bottom: 1px solid var(--line); margin-bottom: 14px; overflow-x: auto; }
  ::slotted([slot="tab"]) { border: 0; background: none; padding: 10px 12px; cursor: pointer; white-space: nowrap; border-bottom: 3px solid transparent; }
  ::slotted([aria-selected="true"]) { border-color: var(--pine); font-weight: 600; }
`);

/** `<hp-tabs>`: buttons in slot `tab`, one panel for each in the default slot. */
export class Tabs extends HTMLElement {
  connectedCallback(): void {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [look];
    root.append(h("div", { role: "tablist" }, h("slot", { name: "tab" })), h("slot"));
    for (const [i, tab] of this.#tabs().entries()) {
      tab.setAttribute("role", "tab");
      tab.addEventListener("click", () => this.#open(i));
    }
    for (const panel of this.#panels()) panel.setAttribute("role", "tabpanel");
    this.addEventListener("keydown", (event) => this.#step(event));
    this.#open(0);
  }

  #tabs(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(":scope > [slot=tab]")];
  }

  #panels(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(":scope > :not([slot])")];
  }

  #open(index: number): void {
    for (const [i, tab] of this.#tabs().entries()) {
      tab.setAttribute("aria-selected", String(i === index));
      tab.tabIndex = i === index ? 0 : -1;
    }
    for (const [i, panel] of this.#panels().entries()) panel.hidden = i !== index;
  }

  #step(event: KeyboardEvent): void {
    const tabs = this.#tabs();
    const at = event.target instanceof HTMLElement ? tabs.indexOf(event.target) : -1;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (at < 0 || by === undefined) return;
    const next = (at + by + tabs.length) % tabs.length;
    this.#open(next);
    tabs[next]?.focus();
  }
}
