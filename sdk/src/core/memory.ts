import type { Branding, CodeMadeBody, SessionReceiptBody } from "@samepage/wire";
import { Keep } from "./keep.ts";

/** A message that the server has not acknowledged yet. */
export interface Unsent {
  id: string;
  text: string;
  /** Milliseconds of Date.now(). */
  at: number;
}

/** Most sessions whose end is remembered until it is delivered. */
const MAX_STOPPED = 20;

/**
 * What the page script remembers: per tab (session token, tab id, draft) and per browser (visitor, chat
 * token, what is unsent, which sessions the customer has ended).
 */
export class Memory {
  #tab: Keep;
  #browser: Keep;

  constructor(site: string, window: Pick<Window, "sessionStorage" | "localStorage">) {
    this.#tab = new Keep(site, () => window.sessionStorage);
    this.#browser = new Keep(site, () => window.localStorage);
  }

  get visitor(): string | undefined {
    return this.#browser.get("visitor");
  }
  set visitor(value: string | undefined) {
    this.#browser.set("visitor", value);
  }

  get chatToken(): string | undefined {
    return this.#browser.get("chat");
  }
  set chatToken(value: string | undefined) {
    this.#browser.set("chat", value);
  }

  get sessionToken(): string | undefined {
    return this.#tab.get("session");
  }
  set sessionToken(value: string | undefined) {
    this.#tab.set("session", value);
  }

  /** The hand-over that the page of another origin has given us; good once, for some seconds (C7). */
  get claim(): string | undefined {
    return this.#tab.get("claim");
  }
  set claim(value: string | undefined) {
    this.#tab.set("claim", value);
  }

  /** This tab has left the company's pages, and the agents know it (C8). */
  get left(): boolean {
    return this.#tab.get("left") === true;
  }
  set left(value: boolean) {
    this.#tab.set("left", value || undefined);
  }

  get tab(): string | undefined {
    return this.#tab.get("tab");
  }
  set tab(value: string | undefined) {
    this.#tab.set("tab", value);
  }

  /** How the site looks, from the last welcome: the button has its colours before any connection. */
  get branding(): Branding | undefined {
    return this.#browser.get("look");
  }
  set branding(value: Branding | undefined) {
    this.#browser.set("look", value);
  }

  get unsent(): Unsent[] {
    const kept = this.#browser.get<Unsent[]>("unsent");
    return Array.isArray(kept) ? kept : [];
  }
  set unsent(value: Unsent[]) {
    this.#browser.set("unsent", value.length > 0 ? value : undefined);
  }

  /** What is written in the message field and not sent. */
  get draft(): string {
    return this.#tab.get("draft") ?? "";
  }
  set draft(value: string) {
    this.#tab.set("draft", value || undefined);
  }

  /** The code that the customer reads out (A19): page loads do not take it away. */
  get code(): CodeMadeBody | undefined {
    return this.#tab.get("code");
  }
  set code(value: CodeMadeBody | undefined) {
    this.#tab.set("code", value);
  }

  /** What the customer keeps of the last session, until they close it (C14). */
  get receipt(): SessionReceiptBody | undefined {
    return this.#tab.get("receipt");
  }
  set receipt(value: SessionReceiptBody | undefined) {
    this.#tab.set("receipt", value);
  }

  /** Whether the chat is open in this tab. */
  get panelOpen(): boolean {
    return this.#tab.get("open") === true;
  }
  set panelOpen(value: boolean) {
    this.#tab.set("open", value || undefined);
  }

  /** Sessions that the customer has ended and the server has not confirmed (C4). */
  get stopped(): string[] {
    const kept = this.#browser.get<string[]>("stopped");
    return Array.isArray(kept) ? kept : [];
  }

  addStopped(session: string): void {
    const rest = this.stopped.filter((other) => other !== session);
    this.#browser.set("stopped", [...rest, session].slice(-MAX_STOPPED));
  }

  dropStopped(session: string): void {
    const rest = this.stopped.filter((other) => other !== session);
    this.#browser.set("stopped", rest.length > 0 ? rest : undefined);
  }
}
