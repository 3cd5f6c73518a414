// The console's end of the one MessagePort to the viewer, which lives on another origin.
import { type FromViewer, type ToViewer, VIEWER_PORT, VIEWER_READY, type ViewerPhase } from "@samepage/wire";
import { Store } from "../lib/store.ts";
import { parseFromViewer } from "./viewer-messages.ts";

/** What the viewer has told us about the picture. */
export interface Picture {
  phase: ViewerPhase;
  /** Since when the phase holds, ISO time. */
  since: string;
  /** Who is away while the phase is "lost": us | customer; or why no ticket was given. */
  why?: string;
  /** Round trip in milliseconds; 0 = not measured yet. */
  rtt: number;
  /** How well picture and page agree, 0 to 100; absent until measured. */
  match?: number;
  /** The size of the customer's viewport, CSS pixels; 0 = not told yet. */
  width: number;
  height: number;
  /** How large the picture is shown, 1 = one to one. */
  scale: number;
  /** Areas that privacy rules hide. */
  secretAreas: number;
  /** What the customer's page did last: left, view_only, excluded … (A20). */
  pageEvent?: string;
  /** Address of the page shown, origin and path. */
  url?: string;
}

/** What the console wants of the viewer now; sent again whenever the viewer is opened. */
export interface Wishes {
  mode: string;
  colour: string;
  dark: boolean;
  accent: string;
}

export interface ViewerDeps {
  /** The console's window, where the viewer's first word is heard. */
  window: Window;
  /** Exact origin of the viewer. */
  origin: string;
  ticket: () => Promise<string>;
  onKey: (key: string) => void;
  onRefused: (reason: string) => void;
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

  wish(wishes: Wishes): void {
    const before = this.#wishes;
    this.#wishes = wishes;
    if (wishes.mode !== before.mode) this.#post({ type: "mode", mode: wishes.mode });
    if (wishes.dark !== before.dark || wishes.accent !== before.accent) this.#postTheme();
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
    else if (message.type === "refused") this.#deps.onRefused(message.reason);
    else this.update((picture) => painted(picture, message));
  }

  async #open(type: "open" | "ticket"): Promise<void> {
    const port = this.#port;
    try {
      const ticket = await this.#deps.ticket();
      if (this.#closed || port !== this.#port) return;
      this.#post(type === "open" ? { type, ticket, colour: this.#wishes.colour } : { type, ticket });
      this.#post({ type: "mode", mode: this.#wishes.mode });
      this.#postTheme();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.update((picture) => ({ ...picture, phase: "lost", since: new Date().toISOString(), why }));
    }
  }

  #postTheme(): void {
    this.#post({ type: "theme", dark: this.#wishes.dark, accent: this.#wishes.accent });
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

function firstPicture(): Picture {
  return {
    phase: "connecting",
    since: new Date().toISOString(),
    rtt: 0,
    width: 0,
    height: 0,
    scale: 1,
    secretAreas: 0,
  };
}

/** The picture after one more message of the viewer. */
export function painted(picture: Picture, message: FromViewer): Picture {
  switch (message.type) {
    case "phase": {
      const { why: _, ...rest } = picture;
      const why = message.why === undefined ? {} : { why: message.why };
      return { ...rest, phase: message.phase, since: message.since, ...why };
    }
    case "stats": {
      const { rtt, match, scale, width, height } = message;
      return { ...picture, rtt, match, scale, width, height };
    }
    case "secretArea":
      return { ...picture, secretAreas: message.count };
    case "pageEvent":
      return { ...picture, pageEvent: message.event };
    case "page": {
      const { pageEvent: _, ...rest } = picture;
      return { ...rest, url: message.page.url };
    }
    default:
      return picture;
  }
}
