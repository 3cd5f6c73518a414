/** What `window.Samepage` offers to the company's own pages (C13). */
export interface SamepageApi {
  /** Shows the button, or with `open` the chat at once; the tag does that by itself unless it carries `data-auto="off"`. */
  init(options?: InitOptions): Promise<void>;
  /** Same as open(): a session starts in a chat. */
  start(): Promise<void>;
  /** Ends a running session at once, also without a connection. */
  stop(): Promise<void>;
  /** Opens the chat. */
  open(): Promise<void>;
  /** Ends what runs and takes the button and everything else away; a later call brings them back. */
  remove(): Promise<void>;
  /** Whether this browser and page can do it, and if not, why, in words. */
  check(): { ok: boolean; reason: string };
  /** Listens; the returned function stops that. */
  on<K extends keyof SamepageEvents>(event: K, listener: (detail: SamepageEvents[K]) => void): () => void;
  /** Takes a call as a list, so that a page may queue calls before the script has come. */
  push(call: readonly [string, ...unknown[]]): void;
}

export interface InitOptions {
  /** The customer's name as agents see it. */
  name?: string;
  /** The company's own reference; agents and reports show it as unverified. */
  externalKey?: string;
}

export interface SamepageEvents {
  ready: Record<string, never>;
  chat: { status: string };
  session: { status: "asked" | "live" | "paused" | "ended"; by?: string; reason?: string };
}

/** What the loader hands to the app chunk. */
export interface AppConfig {
  /** The site key of the tag. */
  site: string;
  /** Origin of the Samepage host: where the tag's script came from. */
  base: string;
  /** What the tag asks for: data-language, and data-accent and data-position for before the first connection. */
  look: { language?: string; accent?: string; position?: string };
  emit: <K extends keyof SamepageEvents>(event: K, detail: SamepageEvents[K]) => void;
}

/** What the app chunk gives back to the loader. */
export interface App {
  init(options: InitOptions): void;
  open(): Promise<void>;
  stop(): Promise<void>;
  remove(): Promise<void>;
}
