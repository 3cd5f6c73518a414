/** A style sheet for shadow roots; constructed, so that the site's policy against inline styles holds. */
export function sheet(css: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}
