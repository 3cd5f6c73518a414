/** The customer's surroundings, as the replica imitates them. */
export interface Environment {
  /** Layout viewport in CSS px. */
  readonly width: number;
  readonly height: number;
  /** Device pixel ratio. */
  readonly dpr: number;
  /** The customer's `prefers-color-scheme` verdict. */
  readonly dark: boolean;
  /** Width in px of a classic vertical scroll bar, 0 where they overlay. */
  readonly scrollbar: number;
  /** Visible part of a pinch-zoomed page. */
  readonly visual: { readonly x: number; readonly y: number; readonly scale: number };
}

/** What the parts of the replica get from its core. */
export interface ApplyHost {
  /** The replica's top document. */
  readonly document: Document;
  readonly window: Window & typeof globalThis;
  /** Node of an id, undefined where the replica has none (any more). */
  node(id: number): Node | undefined;
  /** Id of a node, 0 where it has none. */
  id(node: Node): number;
  /** Address (blob: or data:) of a resource the customer's browser supplies; resolves when it is there. */
  asset(ref: string): Promise<string>;
  /** Calls `fn` with an address each time the resource's content is known or changes, until the returned stop. */
  watchAsset(ref: string, fn: (url: string) => void): () => void;
}
