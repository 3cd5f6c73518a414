/**
 * Adds styles to a shadow root. Constructed sheets need no permission from the page's policy, unlike
 * `<style>` and style attributes. Returns how to take them away again.
 */
export function addSheet(root: ShadowRoot, css: string): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
