/** What an element is given; `on` holds listeners, `text` its text. Never styles, never HTML: a strict policy stays content. */
export interface Parts {
  class?: string;
  text?: string;
  on?: { [event: string]: (event: Event) => void };
  [attribute: string]: unknown;
}

const SVG = "http://www.w3.org/2000/svg";

/** Makes an element of the page's document. An attribute that is undefined or false is left out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  parts: Parts = {},
  ...children: (Node | string | undefined)[]
): HTMLElementTagNameMap[K] {
  const el = document.createElement(tag);
  give(el, parts);
  for (const child of children) if (child !== undefined) el.append(child);
  return el;
}

/** Makes a small drawing of one path in a box of 24 by 24, hidden from screen readers. */
export function icon(path: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

function give(el: Element, parts: Parts): void {
  const { text, on, ...attributes } = parts;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    el.setAttribute(name, value === true ? "" : String(value));
  }
  if (text !== undefined) el.textContent = text;
  for (const [event, listener] of Object.entries(on ?? {})) el.addEventListener(event, listener);
}
