import { DecodeError } from "../codec/error.ts";
import type { Reader } from "../codec/reader.ts";
import { AssetApply } from "./assets/index.ts";
import { BaseSheet } from "./base-sheet.ts";
import type { Nodes } from "./nodes.ts";
import { type MediaLengths, OWN_MEDIA, StyleApply } from "./styles/index.ts";

/** Style sheets and resources of the replica: one pair of appliers for each of its documents. */
export class Resources {
  readonly #nodes: Nodes;
  readonly #frame: HTMLIFrameElement;
  readonly #assets: AssetApply;
  readonly #base = new BaseSheet();
  readonly #text: (name: string) => string | undefined;
  #styles = new Map<Document, StyleApply>();
  #media = OWN_MEDIA;
  #lateFaces: ReadonlySet<string> = new Set();

  /**
   * @param frame shows the page
   * @param text the text of a name that the stream has told
   */
  constructor(
    nodes: Nodes,
    frame: HTMLIFrameElement,
    wantAsset: (ref: string) => void,
    text: (name: string) => string | undefined,
  ) {
    this.#nodes = nodes;
    this.#frame = frame;
    this.#text = text;
    this.#assets = new AssetApply({ node: (id) => nodes.get(id), wantAsset });
  }

  /** A document of the replica was opened for a document of the page. */
  opened(doc: Document): void {
    this.#styles.get(doc)?.destroy();
    const styles = new StyleApply({
      document: doc,
      foreign: this.#base.foreign,
      media: () => (doc === this.#frame.contentDocument ? this.#media : { ...this.#media, narrower: 0 }),
      isLate: (key) => this.#lateFaces.has(key),
      node: (id) => this.#nodes.get(id),
      text: this.#text,
      drawsSelection: () => this.#base.pageDrawsSelection(),
      // Texts are numbered anew in each document; references to style attributes name their node.
      address: (ref) => this.#assets.address(this.#scoped(doc, ref)),
      want: (ref, arrived) => this.#assets.want(this.#scoped(doc, ref), arrived),
    });
    this.#styles.set(doc, styles);
    this.#base.root(doc);
  }

  /** Whether the customer's engine or system is another than this one; told before documents are opened. */
  set foreign(foreign: boolean) {
    this.#base.foreign = foreign;
  }

  /** Rules that outrank the page's, for all documents; none in the beginning. */
  outrank(css: string): void {
    this.#base.outrank(css);
  }

  /** Media queries count something otherwise than the replica's frame would. */
  mediaCount(told: Partial<MediaLengths>): void {
    const media = { ...this.#media, ...told };
    if (media.em === this.#media.em && media.narrower === this.#media.narrower) return;
    this.#media = media;
    for (const styles of this.#styles.values()) styles.mediaChanged();
  }

  /** Fonts that the customer's browser has and does not show, by their keys. */
  lateFaces(keys: ReadonlySet<string>): void {
    this.#lateFaces = keys;
    for (const styles of this.#styles.values()) styles.lateFacesTold();
  }

  /** Something of the page is selected. */
  selected(): void {
    this.#base.selected();
  }

  /** A shadow tree was attached. */
  rooted(root: ShadowRoot): void {
    this.#base.root(root);
  }

  /** One Sheets section: of which document, and its body. */
  sheets(r: Reader): void {
    this.#of(r).apply(r);
  }

  assets(r: Reader): void {
    this.#assets.apply(r);
  }

  supply(ref: string, type: string, bytes: Uint8Array): void {
    this.#assets.supply(ref, type, bytes);
  }

  inline(text: string, el: Element): string {
    const styles = this.#styles.get(el.ownerDocument) ?? this.#styles.values().next().value;
    return styles ? styles.inline(text, this.#nodes.id(el), el) : text;
  }

  /** A shadow tree or document left the replica; a document takes its styles with it. */
  removed(root: ShadowRoot | Document): void {
    this.#base.removed(root);
    const styles = this.#styles.get(root as Document);
    styles?.destroy();
    this.#styles.delete(root as Document);
  }

  /** After payloads that brought sheets, or moved nodes to which sheets belong. */
  settle(): void {
    for (const styles of this.#styles.values()) styles.settle();
    this.#base.settle();
  }

  /** After each payload. */
  changed(): void {
    for (const styles of this.#styles.values()) styles.changed();
  }

  reset(): void {
    this.#base.reset();
    this.#lateFaces = new Set();
    this.#media = OWN_MEDIA;
    this.destroy();
  }

  #scoped(doc: Document, ref: string): string {
    return ref.startsWith("i") ? ref : `${this.#nodes.id(doc)}.${ref}`;
  }

  destroy(): void {
    for (const styles of this.#styles.values()) styles.destroy();
    this.#styles = new Map();
    this.#assets.reset();
  }

  #of(r: Reader): StyleApply {
    const doc = this.#nodes.get(r.uint());
    const styles = doc && this.#styles.get(doc as Document);
    if (!styles) throw new DecodeError("sheets of a document that is not there");
    return styles;
  }
}
