import type { Reader } from "../codec/reader.ts";
import { DEAD_LINK, HTML_NS, isDenied, isSometimesDenied, SVG_NS, XLINK_NS, XML_NS } from "./allow.ts";
import { PART_STATES } from "./chain.ts";
import type { Nodes } from "./nodes.ts";
import { Remembered } from "./remembered.ts";
import { RENAMED_ATTRIBUTES, RENAMED_PREFIX, STATE_PREFIX } from "./styles/index.ts";

/** Sets attributes of the stream on elements of the replica, without ever making one load, run or navigate. */
export class Attributes {
  /** A style attribute as the replica may show it. */
  readonly #inline: (text: string, el: Element) => string;
  readonly #plain = new Remembered(isPlain);
  /** The customer's browser takes the dark one of two schemes. */
  dark = false;

  constructor(inline: (text: string, el: Element) => string) {
    this.#inline = inline;
  }

  /** Applies an Attributes section. */
  apply(r: Reader, nodes: Nodes): void {
    let id = 0;
    for (let step = r.int(); step !== 0; step = r.int()) {
      id += step;
      const el = nodes.element(id);
      for (let n = r.count(); n > 0; n--) {
        const name = r.str();
        if (r.bool()) this.set(el, name, r.str());
        else this.remove(el, name);
      }
    }
  }

  set(el: Element, told: string, value: string): void {
    if (this.#plain.of(told)) return put(el, told, value);
    const name = nameOn(el, told);
    const colon = name.indexOf(":");
    const local = colon < 0 ? name : name.slice(colon + 1);
    if (RENAMED_ATTRIBUTES.has(local) && !KEPT_ON[local]?.has(el.localName)) {
      put(el, RENAMED_PREFIX + local, value);
      if (local === "href") setLink(el, name, value);
      return;
    }
    if (isDenied(el, name)) return;
    if (name === "content" && el.localName === "meta") return put(el, name, this.#scheme(value));
    if (name === "part") put(el, name, [value, ...statesOf(el)].join(" "));
    else if (name === "exportparts") put(el, name, `${value},${EXPORTED_STATES}`);
    else if (name === "style") put(el, name, this.#inline(value, el));
    else if (colon > 0 && name.startsWith("xlink:")) el.setAttributeNS(XLINK_NS, name, value);
    else if (colon > 0 && name.startsWith("xml:")) el.setAttributeNS(XML_NS, name, value);
    else put(el, name, value);
  }

  /** The one content of a `<meta>` that is told: of schemes that are offered the taken one stays. */
  #scheme(offered: string): string {
    return /light/i.test(offered) && /dark/i.test(offered) ? (this.dark ? "dark" : "light") : offered;
  }

  remove(el: Element, told: string): void {
    const name = nameOn(el, told);
    const local = name.slice(name.indexOf(":") + 1);
    if (RENAMED_ATTRIBUTES.has(local)) {
      el.removeAttribute(RENAMED_PREFIX + local);
      if (name === "href") el.removeAttribute(name);
      else if (local === "href") el.removeAttributeNS(XLINK_NS, local);
      return;
    }
    if (isDenied(el, name)) return;
    if (name.startsWith("xlink:")) el.removeAttributeNS(XLINK_NS, local);
    else if (name === "open" && el.localName === "dialog" && el.matches(":modal"))
      (el as HTMLDialogElement).close();
    else el.removeAttribute(name);
  }
}

/** Whether a name means the same on every element, and nothing that the replica has otherwise. */
function isPlain(name: string): boolean {
  return (
    name !== "style" &&
    name !== "part" &&
    name !== "exportparts" &&
    name !== "content" &&
    !name.includes(":") &&
    name === name.toLowerCase() &&
    !RENAMED_ATTRIBUTES.has(name) &&
    !isSometimesDenied(name)
  );
}

/** Names that a part has beside its own while in a state (`PART_STATES`). */
const STATE_PARTS = [...PART_STATES].map((state) => STATE_PREFIX + state);
/** States of parts go on with them. */
const EXPORTED_STATES = STATE_PARTS.join();

const statesOf = (el: Element): string[] => STATE_PARTS.filter((state) => el.hasAttribute(state));

/** The name that `setAttribute` makes of another: `SRCDOC` is `srcdoc` on an HTML element, and denied as that. */
function nameOn(el: Element, told: string): string {
  return el.namespaceURI === HTML_NS ? told.toLowerCase() : told;
}

/** Renamed names that mean something harmless on these elements. */
const KEPT_ON: Record<string, ReadonlySet<string>> = {
  sizes: new Set(["link"]),
};

/** Links lead nowhere; references within the document stay, `href` before `xlink:href`: engines mix up the two when script sets both. */
function setLink(el: Element, name: string, value: string): void {
  const tag = el.localName;
  if (tag === "a" || (tag === "area" && el.namespaceURI === HTML_NS)) {
    el.setAttribute("href", DEAD_LINK);
    el.setAttribute("target", "_blank");
  } else if (el.namespaceURI === SVG_NS && value.startsWith("#")) {
    if (name === "href") {
      el.removeAttributeNS(XLINK_NS, "href");
      el.setAttribute(name, value);
    } else if (!el.hasAttribute("href")) el.setAttributeNS(XLINK_NS, "xlink:href", value);
  }
}

function put(el: Element, name: string, value: string): void {
  try {
    el.setAttribute(name, value);
  } catch {
    // Parsers allow names that setAttribute refuses (`@click`); they mean nothing to styles.
  }
}
