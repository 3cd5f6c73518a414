/** A child of an element: text, a node, or nothing. */
export type Child = Node | string | number | undefined | false;

/** Attributes by name; true sets an empty one, false and undefined leave it out; `on…` functions listen. */
export type Props = Record<string, string | number | boolean | undefined | ((event: Event) => void)>;

const svgNamespace = "http://www.w3.org/2000/svg";

/** Builds an HTML element. Text goes in as text, so no markup ever comes out of data. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  dress(element, props, children);
  return element;
}

/** Builds an SVG element. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(svgNamespace, tag);
  dress(element, props, children);
  return element;
}

function dress(element: Element, props: Props, children: Child[]): void {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== undefined)
      element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child !== undefined && child !== false)
      element.append(typeof child === "number" ? String(child) : child);
  }
}
