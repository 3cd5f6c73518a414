import {
  type Body,
  CloseUnauthorised,
  CustomerHello,
  type CustomerHelloBody,
  CustomerWelcome,
  type CustomerWelcomeBody,
  type Kind,
  Link,
  type LinkState,
  PayloadVersion,
  Tokens,
  type TokensBody,
} from "@samepage/wire";
import { clientInfo, readClient } from "./client-info.ts";
import { type Held, takeLock } from "./locks.ts";
import type { Memory } from "./memory.ts";
import { currentPage } from "./page.ts";
import { TabIdentity } from "./tab-identity.ts";

/** Another tab's greeting is waited for at most this long, in milliseconds: it may be frozen. */
const GREETING_TURN = 5_000;

/** So many attempts without any welcome are told as "blocked" and not as "lost". */
const BLOCKED_AFTER = 2;

export interface ConnectionOptions {
  site: string;
  /** Origin of the Samepage host. */
  base: string;
  window: Window;
  memory: Memory;
  /** Number of the last message that this page has. */
  chatAfter: () => number;
}

/**
 * The customer's connection: says who this tab is, keeps the tokens that come back, and starts anew
 * without them, once, when the server does not take them any more.
 */
export class Connection {
  readonly link: Link;
  #options: ConnectionOptions;
  #identity: TabIdentity;
  #client: ReturnType<typeof readClient>;
  #greeting: Held | undefined;
  #welcome: CustomerWelcomeBody | undefined;
  #startedAnew = false;
  #blockedByPolicy = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#identity = new TabIdentity(options.site, options.memory, options.window);
    this.#client = readClient(options.window);
    this.link = new Link({
      url: `${options.base.replace(/^http/, "ws")}/ws/customer`,
      hello: () => this.#hello(),
      closeOnPageHide: true,
      events: options.window,
    });
    options.window.document.addEventListener("securitypolicyviolation", this.#violated);
    this.link.onMessage<CustomerWelcomeBody>(CustomerWelcome, (body) => this.#welcomed(body));
    this.link.onMessage<TokensBody>(Tokens, (body) => this.#keepTokens(body));
    this.link.onState((state) => this.#stateChanged(state));
  }

  /** The last welcome, while there has been one. */
  get welcome(): CustomerWelcomeBody | undefined {
    return this.#welcome;
  }

  /** Whether something between here and the server lets no connection through: a policy of the page, or the network. */
  get blocked(): boolean {
    const { state } = this.link;
    if (this.#welcome || state.phase === "idle" || state.phase === "closed" || state.phase === "open")
      return false;
    return this.#blockedByPolicy || state.attempt >= BLOCKED_AFTER;
  }

  start(): void {
    this.link.start();
  }

  send<B extends Body>(body: B): boolean {
    return this.link.send(body);
  }

  on<B extends Body>(kind: Kind, listener: (body: B) => void): () => void {
    return this.link.onMessage(kind, listener);
  }

  /** Ends the connection; nothing is left behind. */
  close(): void {
    this.#options.window.document.removeEventListener("securitypolicyviolation", this.#violated);
    this.link.close();
    this.#endGreeting();
    this.#identity.close();
  }

  async #hello(): Promise<CustomerHelloBody> {
    const { site, window, memory, chatAfter } = this.#options;
    await this.#identity.settle();
    // Tokens are single use: tabs that greet at the same time would show the same one.
    this.#endGreeting();
    this.#greeting = await takeLock(window.navigator.locks, `samepage.${site}.greeting`, GREETING_TURN);
    const optional = {
      visitor: memory.visitor,
      tab: memory.tab,
      chat_token: memory.chatToken,
      session_token: memory.sessionToken,
      claim: memory.claim,
    };
    return {
      kind: CustomerHello,
      site,
      ...definedOnly(optional),
      chat_after: chatAfter(),
      page: currentPage(window),
      client: clientInfo(window, await this.#client, this.link.rtt),
      focused: window.document.visibilityState === "visible",
      payload_version: PayloadVersion,
      stopped: memory.stopped,
    };
  }

  #welcomed(body: CustomerWelcomeBody): void {
    const { memory } = this.#options;
    this.#welcome = body;
    this.#startedAnew = false;
    memory.visitor = body.visitor;
    memory.branding = body.branding;
    memory.claim = undefined;
    // The welcome is the whole state: a token that it does not carry is void.
    memory.chatToken = body.chat_token;
    memory.sessionToken = body.session_token;
    this.#identity.adopt(body.tab).catch(reportError);
    this.#endGreeting();
  }

  #keepTokens(body: TokensBody): void {
    if (body.chat_token) this.#options.memory.chatToken = body.chat_token;
    if (body.session_token) this.#options.memory.sessionToken = body.session_token;
  }

  #stateChanged(state: LinkState): void {
    if (state.phase !== "connecting") this.#endGreeting();
    if (state.phase !== "closed" || state.code !== CloseUnauthorised || this.#startedAnew) return;
    this.#startedAnew = true;
    const { memory } = this.#options;
    memory.chatToken = memory.sessionToken = memory.tab = undefined;
    queueMicrotask(() => this.link.start());
  }

  /** Browsers may keep a socket that the page's policy forbids waiting for long; the event tells at once. */
  #violated = (event: SecurityPolicyViolationEvent): void => {
    if (this.#blockedByPolicy || event.effectiveDirective !== "connect-src") return;
    if (!event.blockedURI.startsWith(this.#options.base.replace(/^http/, "ws"))) return;
    this.#blockedByPolicy = true;
    this.link.reconnect("blocked by the page's policy");
  };

  #endGreeting(): void {
    this.#greeting?.release();
    this.#greeting = undefined;
  }
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function definedOnly<T extends object>(given: T): Defined<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>;
}
