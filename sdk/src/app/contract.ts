import type { CodeOptions, InitOptions, SamepageEvents, SessionCode, SessionInfo } from "../api.ts";

/** Tells the company's page of an event. */
export type Emit = <K extends keyof SamepageEvents>(event: K, detail: SamepageEvents[K]) => void;

/** What the loader hands to the app chunk. */
export interface AppConfig {
  /** The site key of the tag. */
  site: string;
  /** Origin of the Samepage host: where the tag's script came from. */
  base: string;
  /** What the tag asks for: data-language, and data-accent and data-position for before the first connection. */
  look: { language?: string; accent?: string; position?: string };
  /** Whether the tag leaves the button to the site's settings; else nothing shows before it is asked for. */
  auto: boolean;
  /** The hand-over that the page of another origin put into this page's address (C7). */
  claim: string | undefined;
  options: InitOptions;
  emit: Emit;
}

/** What the app chunk gives back to the loader. */
export interface App {
  readonly session: SessionInfo | undefined;
  init(options: InitOptions): void;
  /** Brings the button. */
  show(): void;
  open(): Promise<void>;
  code(options: CodeOptions): Promise<SessionCode>;
  stop(): Promise<void>;
  remove(): Promise<void>;
}
