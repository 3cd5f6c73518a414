// The picture: a frame of the customer's size, scaled to fit, or of the pane's own size (True View off), with an
// overlay above it that takes all input. Nothing of the page inside ever gets focus or a click.
import type { Size } from "@samepage/mirror/apply";

/** Where the frame's own address is; the server gives it a CSP without any network. */
const REPLICA_PATH = "/viewer/replica.html";

/** How the replica marks a box that stands for a hidden area. */
const HIDDEN_AREA = "[sp-hidden]";

/** Quiet ground left around the picture, in CSS pixels. */
const MARGIN = 16;
/** A picture smaller than this part of the page shows nothing. */
const LEAST_SCALE = 0.05;

export interface StageEvents {
  scaled(scale: number): void;
  /** The pane has another size: what is laid out at it must be laid out again. */
  paned(pane: Size): void;
}

export class Stage {
  readonly frame: HTMLIFrameElement;
  readonly overlay: HTMLElement;
  /** Holds frame and overlay in CSS px of the page; what is drawn over the picture belongs here. */
  readonly sheet: HTMLElement;
  readonly root: HTMLElement;
  private readonly resizes: ResizeObserver;
  private readonly events: StageEvents;
  private customer: Size = { width: 0, height: 0 };
  private ownLayout = false;
  private shown = 1;

  constructor(root: HTMLElement, title: string, events: StageEvents) {
    this.root = root;
    this.events = events;
    const doc = root.ownerDocument;
    this.sheet = doc.createElement("div");
    this.sheet.className = "sheet";
    this.frame = makeFrame(doc, title);
    this.overlay = doc.createElement("div");
    this.overlay.className = "overlay";
    this.sheet.append(this.frame, this.overlay);
    root.append(this.sheet);
    this.resizes = new ResizeObserver(() => {
      this.events.paned(this.pane);
      this.fit();
    });
    this.resizes.observe(root);
  }

  /** Scale of the picture: 1 is the customer's own size. */
  get scale(): number {
    return this.shown;
  }

  /** The room that the picture has. */
  get pane(): Size {
    return { width: this.root.clientWidth, height: this.root.clientHeight };
  }

  /** Resolves when the frame's empty document is there to be built in. */
  ready(): Promise<void> {
    return new Promise((resolve) => {
      this.frame.addEventListener("load", () => resolve(), { once: true });
      this.frame.src = REPLICA_PATH;
    });
  }

  /** The customer's layout viewport, in CSS pixels. */
  resize({ width, height }: Size): void {
    if (width === this.customer.width && height === this.customer.height) return;
    this.customer = { width, height };
    this.fit();
  }

  /** Whether the picture has the pane's size, unscaled. */
  layOut(own: boolean): void {
    this.ownLayout = own;
    this.sheet.dataset["own"] = String(own);
    this.fit();
  }

  /** A point of the overlay's client coordinates in the frame's own CSS pixels; null outside. */
  toFrame(clientX: number, clientY: number): { x: number; y: number } | null {
    const box = this.sheet.getBoundingClientRect();
    const { width, height } = this.size;
    const x = (clientX - box.left) / this.shown;
    const y = (clientY - box.top) / this.shown;
    return x >= 0 && y >= 0 && x < width && y < height ? { x, y } : null;
  }

  /** A point of the frame in client coordinates. */
  fromFrame(x: number, y: number): { x: number; y: number } {
    const box = this.sheet.getBoundingClientRect();
    return { x: box.left + x * this.shown, y: box.top + y * this.shown };
  }

  /** How many areas of the picture a rule has hidden from the agent (A20). */
  secretAreas(): number {
    return this.frame.contentDocument?.querySelectorAll(HIDDEN_AREA).length ?? 0;
  }

  destroy(): void {
    this.resizes.disconnect();
    this.sheet.remove();
  }

  private get size(): Size {
    return this.ownLayout ? this.pane : this.customer;
  }

  private fit(): void {
    const { width, height } = this.size;
    if (!width || !height) return;
    const { scale, left, top } = this.ownLayout ? { scale: 1, left: 0, top: 0 } : this.fitted();
    // transform, never zoom: the layout inside stays the customer's
    this.sheet.style.width = `${width}px`;
    this.sheet.style.height = `${height}px`;
    this.sheet.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
    this.shown = scale;
    this.events.scaled(scale);
  }

  private fitted(): { scale: number; left: number; top: number } {
    const { width, height } = this.customer;
    const pane = this.pane;
    const fits = Math.min(1, (pane.width - 2 * MARGIN) / width, (pane.height - 2 * MARGIN) / height);
    const scale = Math.max(LEAST_SCALE, fits);
    return {
      scale,
      left: Math.max(0, (pane.width - width * scale) / 2),
      top: Math.max(0, (pane.height - height * scale) / 2),
    };
  }
}

function makeFrame(doc: Document, title: string): HTMLIFrameElement {
  const frame = doc.createElement("iframe");
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.setAttribute("inert", "");
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.title = title;
  return frame;
}
