import { s } from "../shared/h.ts";
import { sheet } from "./sheet.ts";

const look = sheet(`
  :host { display: block; }
  svg { width: 100%; height: auto; border-radius: 10px; background: light-dark(#efe9dc, #202a2e); }
  .paper, .ribbon { transition: fill 0.3s; }
`);

/** `<hp-parcel paper ribbon>`: the wrapped box, drawn in a closed shadow root. */
export class Parcel extends HTMLElement {
  static readonly observedAttributes = ["paper", "ribbon"];
  readonly #paper = s("path", { class: "paper", d: "M110 120H370V290H110Z" });
  readonly #ribbons = [
    s("path", { class: "ribbon", d: "M222 92H258V290H222Z" }),
    s("path", {
      class: "ribbon",
      d: "M240 92C190 20 130 60 170 84 195 98 225 94 240 92ZM240 92C290 20 350 60 310 84 285 98 255 94 240 92Z",
    }),
  ];
  readonly #lid = s("path", { class: "paper", d: "M98 92H382V128H98Z" });

  constructor() {
    super();
    const root = this.attachShadow({ mode: "closed" });
    root.adoptedStyleSheets = [look];
    const shade = s("path", {
      d: "M110 128H370V136H110ZM340 136H370V290H340Z",
      fill: "#0e141c",
      "fill-opacity": 0.18,
    });
    const picture = s("svg", { viewBox: "0 0 480 330", role: "img", "aria-label": "Your parcel" });
    picture.append(
      s("ellipse", { cx: 240, cy: 294, rx: 170, ry: 16, fill: "#0e141c", "fill-opacity": 0.2 }),
      this.#paper,
      this.#lid,
      ...this.#ribbons,
      shade,
    );
    root.append(picture);
  }

  attributeChangedCallback(name: string, _old: string | null, value: string | null): void {
    const parts = name === "paper" ? [this.#paper, this.#lid] : this.#ribbons;
    for (const part of parts) part.setAttribute("fill", value ?? "none");
  }
}
