/**
 * What `window.Samepage` offers to the company's own pages (C13). Every call may come before the script has:
 * `(window.Samepage ||= []).push(["start"])`.
 */
export interface SamepageApi {
  /** Settles when the page script has loaded all that it shows by itself; refused where `check()` is not ok. */
  readonly ready: Promise<void>;
  /** The session of this tab, undefined while there is none. */
  readonly session: SessionInfo | undefined;
  /** Whether this browser and page can do it, and if not, why, in words for developers. */
  check(): Environment;
  /** Tells who the customer is, and how the page takes part. Later calls add to earlier ones. Brings the button. */
  init(options?: InitOptions): Promise<void>;
  /** Opens the chat, in which a session starts; settles when it is on the screen. */
  start(): Promise<void>;
  /** Makes the six digits that a customer reads out on the telephone (A19), and shows them unless told not to. */
  code(options?: CodeOptions): Promise<SessionCode>;
  /** Ends a running session at once, also without a connection; takes back a code. */
  stop(): Promise<void>;
  /** Ends what runs and takes the button and everything else away; a later call brings them back. */
  remove(): Promise<void>;
  /** Listens; the returned function stops that. */
  on<K extends keyof SamepageEvents>(event: K, listener: (detail: SamepageEvents[K]) => void): () => void;
  /** The next event of a kind. */
  once<K extends keyof SamepageEvents>(event: K): Promise<SamepageEvents[K]>;
  /** Takes a call as a list, so that a page may queue calls before the script has come. */
  push(call: readonly [string, ...unknown[]]): void;
}

/** Whether Samepage can run in this browser, on this page. */
export interface Environment {
  ok: boolean;
  /** One sentence for developers, empty where all is well. */
  reason: string;
}

/** What the page knows of the customer, and would like to have. May be said again; what is left out stays. */
export interface InitOptions {
  /** The customer's name as agents see it. */
  name?: string;
  /** The company's own reference, carried into the reports; agents and reports show it as unverified. */
  externalKey?: string;
  /** Language of our texts (BCP 47), if it is given before anything is shown; else the tag's, the page's, the browser's. */
  language?: string;
  /** What the page does in our place. Each has to be switched on for the site by an administrator. */
  hooks?: Hooks;
}

/** What the page may do in place of our own interface. */
export interface Hooks {
  /**
   * Asks the customer in place of our dialog, in words of the page's own, and answers with what they said. Never
   * called for a question about the desktop. The journal and the receipt say that the page asked. Where it throws,
   * our dialog asks.
   */
  consent?: (question: ConsentQuestion) => Promise<boolean> | boolean;
}

/** A question that the page asks the customer in our place. */
export interface ConsentQuestion {
  /** What the agent would do: see the page, or operate it. */
  what: "see" | "control";
  /** Name of the agent who asks. */
  agent: string;
  /** Origins whose pages the agent will see. */
  origins: readonly string[];
  expiresAt: Date;
  /** Aborted when the question is over without an answer: withdrawn, expired, answered in another tab. */
  signal: AbortSignal;
}

/** How a code is shown. */
export interface CodeOptions {
  /** false: the page shows the code itself. */
  dialog?: boolean;
}

/** A code that the customer reads out to an agent, good once. */
export interface SessionCode {
  /** Six digits. */
  code: string;
  expiresAt: Date;
}

/** The session of this tab. */
export interface SessionInfo {
  id: string;
  status: "offered" | "asked" | "invited" | "live" | "ended";
  /** What agents may do: look, point, operate. */
  mode: "view" | "pointer" | "true_pointer" | "full";
  /** Names of the agents who are in it. */
  agents: readonly string[];
}

/** The events and what comes with each. */
export interface SamepageEvents {
  /** The page script has loaded. */
  ready: Record<string, never>;
  /** The chat has another state. */
  chat: { status: string };
  /** An agent would like to see or to operate the page. */
  "session.asked": { what: "see" | "control" | "advanced"; agent: string };
  /** A session is live in this tab. */
  "session.started": SessionInfo;
  /** Its mode or its people have changed. */
  "session.changed": SessionInfo;
  "session.ended": { by: string };
}
