/** Content told in another way than as nodes, or never. */
const OPAQUE = new Set(["script", "style", "noscript", "template", "textarea", "iframe", "link", "canvas"]);
/** The replica's own attributes, and those it shows under other names. */
const OWN =
  /^sp-|^(src|data|srcset|sizes|href|target|action|srcdoc|sandbox|poster|autofocus|value|loading|crossorigin|autoplay|is|download|ping|on.*)$/;

/** Names under which the replica has what it does not build. */
const STAND_INS: Record<string, string> = { script: "sp-script", object: "sp-object", embed: "sp-embed" };

/** First difference between a page's tree and its replica's, as a path and what was found; "" where they agree. */
export function differenceOf(page: Node, replica: Node, path = ""): string {
  if (page.nodeType !== replica.nodeType) return `${path}: type ${page.nodeType} is ${replica.nodeType}`;
  if (page.nodeType === 3) return text(page as Text, replica as Text, path);
  if (page.nodeType === 1) {
    const found = element(page as Element, replica as Element, path);
    if (found || OPAQUE.has((page as Element).localName)) return found;
  }
  const [mine, theirs] = [childrenOf(page), childrenOf(replica)];
  for (let i = 0; i < Math.max(mine.length, theirs.length); i++) {
    const [a, b] = [mine[i], theirs[i]];
    const at = `${path}/${(a ?? b)?.nodeName}[${i}]`;
    if (!a || !b)
      return `${at}: ${a ? "missing" : "left over"} (${mine.length} children, ${theirs.length} there)`;
    const found = differenceOf(a, b, at);
    if (found) return found;
  }
  return "";
}

function childrenOf(node: Node): Node[] {
  const children = [...node.childNodes].filter(
    (child) => child.nodeType !== 10 && !(child.nodeType === 1 && isOurs(child as Element)),
  );
  const root = node.nodeType === 1 ? (node as Element).shadowRoot : null;
  return root ? [root, ...children] : children;
}

/** Never told: what the test excludes, and the hidden frame that lends clean natives to the capture. */
function isOurs(el: Element): boolean {
  const lends = el.localName === "iframe" && el.hasAttribute("hidden");
  return el.hasAttribute("data-excluded") || (lends && el.parentNode?.nodeName === "HTML");
}

function text(page: Text, replica: Text, path: string): string {
  return page.data === replica.data ? "" : `${path}: "${page.data}" is "${replica.data}"`;
}

function element(page: Element, replica: Element, path: string): string {
  const name = STAND_INS[page.localName] ?? page.localName;
  if (name !== replica.localName || page.namespaceURI !== replica.namespaceURI) {
    return `${path}: <${page.localName}> is <${replica.localName}>`;
  }
  const names = new Set(
    [...page.getAttributeNames(), ...replica.getAttributeNames()].filter((n) => !OWN.test(n)),
  );
  for (const attribute of names) {
    const [a, b] = [said(page, attribute), said(replica, attribute)];
    // Values that the engine does not say are told as they look.
    if (attribute === "style" && a?.includes(": ;")) continue;
    if (a !== b) return `${path} @${attribute}: ${JSON.stringify(a)} is ${JSON.stringify(b)}`;
  }
  return "";
}

/** An attribute without the states that parts of the replica have names of. */
function said(el: Element, attribute: string): string | undefined {
  return el.getAttribute(attribute)?.replace(/[ ,]sp-(hover|active|focus-visible|focus)\b/g, "");
}
