/** The colour used where a site has none, or one that is no colour. */
export const DEFAULT_ACCENT = "#2f5bd0";

/** Relative luminance (WCAG 2) at which black text begins to read better than white. */
const BLACK_TEXT_FROM = 0.179;

/** Sets the site's colour, and the colour of text upon it, as custom properties of the element. */
export function applyAccent(el: HTMLElement, accent: string | undefined): void {
  const colour = accent && CSS.supports("color", accent) ? accent : DEFAULT_ACCENT;
  el.style.setProperty("--accent", colour);
  el.style.setProperty("color", colour);
  const computed = getComputedStyle(el).color;
  el.style.removeProperty("color");
  el.style.setProperty("--on-accent", luminance(computed) > BLACK_TEXT_FROM ? "#000" : "#fff");
}

/** Luminance of a computed colour `rgb(r, g, b)`; that of the default for notations beyond sRGB. */
export function luminance(rgb: string): number {
  const numbers = /^rgba?\(([\d.]+)[, ]+([\d.]+)[, ]+([\d.]+)/.exec(rgb);
  if (!numbers) return 0;
  const [r = 0, g = 0, b = 0] = numbers.slice(1).map((n) => linear(Number(n) / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
