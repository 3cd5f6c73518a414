// The console's end of the one MessagePort to the viewer, which lives on another origin.
import { type FromViewer, type ToViewer, VIEWER_PORT, VIEWER_READY } from "@samepage/wire";
import { Store } from "../lib/store.ts";
import type { Pen } from "./pen.ts";
import { firstPicture, type Picture, painted } from "./picture.ts";
import { parseFromViewer } from "./viewer-messages.ts";

/** What the console wants of the viewer now; said again whenever the viewer is opened. */
export interface Wishes {
  /** What this agent may do, as a control mode. */
  mode: string;
  colour: string;
  dark: boolean;
  accent: string;
  /** Of the viewer's own words. */
  language: string;
  /** Exactly what the customer sees (A14), or the same document at the pane's width. */
  trueView: boolean;
  /** What is drawn with; absent = nothing is drawn. */
  pen?: Pen;
}

/** What the viewer is told once, at a press of a button. */
export type Errand = Extract<ToViewer, { type: "annotateUndo" | "annotateClear" | "reveal" | "focus" }>;

export interface ViewerDeps {
  /** The console's window, where the viewer's first word is heard. */
  window: Window;
  /** Exact origin of the viewer. */
  origin: string;
  ticket: () => Promise<string>;
  onKey: (key: string) => void;
  /** The keyboard has left the picture. */
  onLeave: () => void;
  /** Everything else that the viewer says, for those who keep a list of it. */
  onNews: (message: FromViewer) => void;
}

export class ViewerLink extends Store<Picture> {
  readonly #deps: ViewerDeps;
  #frame: HTMLIFrameElement | undefined;
  #port: MessagePort | undefined;
  #wishes: Wishes;
  #closed = false;

  constructor(deps: ViewerDeps, wishes: Wishes) {
    super(firstPicture());
    this.#deps = deps;
    this.#wishes = wishes;
  }

  /** Waits for the viewer in this frame; the returned function ends the connection. */
  attach(frame: HTMLIFrameElement): () => void {
    this.#closed = false;
    this.#frame = frame;
    this.#deps.window.addEventListener("message", this.#greeted);
    return () => this.#detach();
  }

  /** Begins anew after the picture was taken over by another window, refused, or could not be followed. */
  reopen(): void {
    const frame = this.#frame;
    if (!frame) return;
    this.update(firstPicture);
    const { src } = frame;
    frame.src = src; // the same address again: the viewer loads, greets, and is given a new ticket
  }

  wish(wishes: Wishes): void {
    const before = this.#wishes;
    this.#wishes = wishes;
    if (wishes.mode !== before.mode) this.#post({ type: "mode", mode: wishes.mode });
    const dressed = (["dark", "accent", "language"] as const).every((name) => wishes[name] === before[name]);
    if (!dressed) this.#postTheme();
    if (wishes.trueView !== before.trueView) this.#post({ type: "trueView", on: wishes.trueView });
    if (wishes.pen !== before.pen) this.#postTool();
  }

  /** Has something done once; without a viewer nothing happens. */
  send(errand: Errand): void {
    if (errand.type === "focus") this.#frame?.focus();
    this.#post(errand);
  }

  // The viewer may greet more than once: after its own reload a new port is handed over.
  #greeted = (event: MessageEvent): void => {
    const target = this.#frame?.contentWindow;
    if (!target || event.source !== target || event.origin !== this.#deps.origin) return;
    if ((event.data as { type?: unknown } | null)?.type !== VIEWER_READY) return;
    this.#port?.close();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = (message) => this.#hear(message.data);
    target.postMessage({ type: VIEWER_PORT }, this.#deps.origin, [port2]);
  };

  #hear(data: unknown): void {
    const message = parseFromViewer(data);
    if (!message) return;
    if (message.type === "ready") void this.#open("open");
    else if (message.type === "ticketWanted") void this.#open("ticket");
    else if (message.type === "key") this.#deps.onKey(message.key);
    else if (message.type === "leave") this.#deps.onLeave();
    else {
      this.update((picture) => painted(picture, message));
      this.#deps.onNews(message);
    }
  }

  async #open(type: "open" | "ticket"): Promise<void> {
    const port = this.#port;
    try {
      const ticket = await this.#deps.ticket();
      if (this.#closed || port !== this.#port) return;
      this.#post(type === "open" ? { type, ticket, colour: this.#wishes.colour } : { type, ticket });
      this.#post({ type: "mode", mode: this.#wishes.mode });
      this.#postTheme();
      this.#post({ type: "trueView", on: this.#wishes.trueView });
      this.#postTool();
    } catch {
      const why = type === "open" ? "refused" : "us"; // a viewer that is open asks again by itself
      this.update((picture) => ({ ...picture, phase: "lost", since: new Date().toISOString(), why }));
    }
  }

  #postTheme(): void {
    const { dark, accent, language } = this.#wishes;
    this.#post({ type: "theme", dark, accent, language });
  }

  #postTool(): void {
    const { pen, colour } = this.#wishes;
    this.#post(pen ? { type: "tool", ...pen } : { type: "tool", tool: "", colour, width: 0 });
  }

  #post(message: ToViewer): void {
    this.#port?.postMessage(message);
  }

  #detach(): void {
    this.#closed = true;
    this.#deps.window.removeEventListener("message", this.#greeted);
    this.#post({ type: "close" });
    this.#port?.close();
    this.#port = undefined;
    this.#frame = undefined;
  }
}
