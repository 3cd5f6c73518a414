import { h, s } from "../shared/h.ts";
import { papers } from "./papers.ts";
import { sheet } from "./sheet.ts";

const look = sheet(`
  fieldset { border: 0; margin: 0; padding: 0; }
  legend { font-weight: 600; padding: 0; margin-bottom: 6px; }
  div { display: flex; flex-wrap: wrap; gap: 6px; }
  label { position: relative; cursor: pointer; }
  input { position: absolute; opacity: 0; }
  svg { width: 36px; height: 36px; display: block; border-radius: 50%; }
  :checked + svg { outline: 2px solid var(--pine); outline-offset: 1px; }
  :focus-visible + svg { outline: 3px solid var(--brass); outline-offset: 1px; }
`);

/** `<hp-swatches label name value>`: a choice of paper in an open shadow root. Says `choose` with the colour. */
export class Swatches extends HTMLElement {
  connectedCallback(): void {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [look];
    const choices = Object.entries(papers).map(([name, hex]) => this.#choice(name, hex));
    root.append(
      h("fieldset", {}, h("legend", {}, this.getAttribute("label") ?? ""), h("div", {}, ...choices)),
    );
  }

  #choice(name: string, hex: string): HTMLElement {
    const chosen = this.getAttribute("value") === name;
    const choose = () => this.dispatchEvent(new CustomEvent("choose", { bubbles: true, detail: hex }));
    return h(
      "label",
      { title: name },
      h("input", {
        type: "radio",
        name: "colour",
        value: name,
        checked: chosen,
        "aria-label": name,
        onchange: choose,
      }),
      s(
        "svg",
        { viewBox: "0 0 36 36", "aria-hidden": "true" },
        s("circle", { cx: 18, cy: 18, r: 16, fill: hex }),
      ),
    );
  }
}
