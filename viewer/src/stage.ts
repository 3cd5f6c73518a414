// The picture: a frame of the customer's size, scaled to fit, with an overlay above it
// that takes all input. Nothing of the page inside ever gets focus or a click.

/** Where the frame's own address is; the server gives it a CSP without any network. */
export const REPLICA_PATH = "/viewer/replica.html";

/** How the replica marks a box that stands for a hidden area. */
const HIDDEN_AREA = "[sp-hidden]";

/** Quiet ground left around the picture, in CSS pixels. */
const MARGIN = 16;

export class Stage {
  readonly frame: HTMLIFrameElement;
  readonly overlay: HTMLElement;
  private readonly sheet: HTMLElement;
  private readonly root: HTMLElement;
  private readonly resizes: ResizeObserver;
  private size = { width: 0, height: 0 };
  private shown = 1;
  private readonly onScale: (scale: number) => void;

  constructor(root: HTMLElement, onScale: (scale: number) => void) {
    this.root = root;
    this.onScale = onScale;
    const doc = root.ownerDocument;
    this.sheet = doc.createElement("div");
    this.sheet.className = "sheet";
    this.frame = this.makeFrame(doc);
    this.overlay = doc.createElement("div");
    this.overlay.className = "overlay";
    this.sheet.append(this.frame, this.overlay);
    root.append(this.sheet);
    this.resizes = new ResizeObserver(() => this.fit());
    this.resizes.observe(root);
  }

  /** Scale of the picture: 1 is the customer's own size. */
  get scale(): number {
    return this.shown;
  }

  /** Resolves when the frame's empty document is there to be built in. */
  ready(): Promise<void> {
    return new Promise((resolve) => {
      this.frame.addEventListener("load", () => resolve(), { once: true });
      this.frame.src = REPLICA_PATH;
    });
  }

  /** Gives the frame the customer's layout viewport, in CSS pixels. */
  resize(width: number, height: number): void {
    if (width === this.size.width && height === this.size.height) return;
    this.size = { width, height };
    this.frame.style.width = `${width}px`;
    this.frame.style.height = `${height}px`;
    this.fit();
  }

  /** A point of the overlay's client coordinates in the frame's own CSS pixels; null outside. */
  toFrame(clientX: number, clientY: number): { x: number; y: number } | null {
    const box = this.sheet.getBoundingClientRect();
    const x = (clientX - box.left) / this.shown;
    const y = (clientY - box.top) / this.shown;
    const inside = x >= 0 && y >= 0 && x < this.size.width && y < this.size.height;
    return inside ? { x, y } : null;
  }

  /** How many areas of the picture a rule has hidden from the agent (A20). */
  secretAreas(): number {
    return this.frame.contentDocument?.querySelectorAll(HIDDEN_AREA).length ?? 0;
  }

  destroy(): void {
    this.resizes.disconnect();
    this.sheet.remove();
  }

  private makeFrame(doc: Document): HTMLIFrameElement {
    const frame = doc.createElement("iframe");
    frame.setAttribute("sandbox", "allow-same-origin");
    frame.setAttribute("inert", "");
    frame.setAttribute("aria-hidden", "true");
    frame.tabIndex = -1;
    frame.title = "Customer's page";
    return frame;
  }

  private fit(): void {
    const { width, height } = this.size;
    if (!width || !height) return;
    const free = { width: this.root.clientWidth - 2 * MARGIN, height: this.root.clientHeight - 2 * MARGIN };
    const scale = Math.max(0.05, Math.min(1, free.width / width, free.height / height));
    const left = Math.max(0, (this.root.clientWidth - width * scale) / 2);
    const top = Math.max(0, (this.root.clientHeight - height * scale) / 2);
    // transform, never zoom: the layout inside stays the customer's (BROWSERS 12)
    this.sheet.style.width = `${width}px`;
    this.sheet.style.height = `${height}px`;
    this.sheet.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
    this.shown = scale;
    this.onScale(scale);
  }
}
