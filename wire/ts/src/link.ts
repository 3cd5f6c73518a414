import type { BinaryMessage } from "./assemble.ts";
import { adviceOf, backoff, type CloseAdvice } from "./backoff.ts";
import { BadFrame } from "./bad-frame.ts";
import { splitFrames } from "./envelope.ts";
import type { FrameReader } from "./frame-reader.ts";
import { type Envelope, type Kind, Ping, type PingBody, Pong, Subprotocol, WelcomeAck } from "./generated.ts";
import { Heartbeat } from "./heartbeat.ts";
import { plainJson } from "./plain-json.ts";

/** Opening, hello and welcome together may take this long, in milliseconds. */
export const WELCOME_WITHIN = 15_000;

/**
 * What the link is doing. Times are milliseconds of Date.now(); since is when the connection was made
 * (open) or has been missing from (connecting, waiting).
 */
export type LinkState =
  | { phase: "idle" }
  /** The socket is being opened, or the hello is not answered yet. */
  | { phase: "connecting"; attempt: number; since: number }
  /** Welcomed. */
  | { phase: "open"; since: number }
  /** Will be opened again at retryAt. */
  | { phase: "waiting"; attempt: number; since: number; retryAt: number; reason: string }
  /** Over: closed by us (code 1000), or by the server for good. The reason is fit to show. */
  | { phase: "closed"; code: number; reason: string };

/** Any control message. */
export interface Body {
  kind: Kind;
}

/** The part of a WebSocket that the link uses. */
export interface LinkSocket {
  binaryType: string;
  readonly readyState: number;
  readonly bufferedAmount: number;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(data: string | Uint8Array): void;
  close(code?: number, reason?: string): void;
}

export interface LinkOptions {
  /** Address of the endpoint, ws: or wss:. */
  url: string;
  /** Makes the first frame of each connection; undefined ends the link. It may take its time (a ticket). */
  hello: () => Body | undefined | Promise<Body | undefined>;
  /** Close in pagehide and come back in pageshow, so that the page may enter the back/forward cache. */
  closeOnPageHide?: boolean;
  /** Where pagehide, pageshow and online are heard; the global object by default. */
  events?: Pick<EventTarget, "addEventListener" | "removeEventListener">;
  /** Opens a socket; tests and pages with patched globals give their own. */
  makeSocket?: (url: string, protocol: string) => LinkSocket;
  /** Reads binary frames; an end that has none ignores them. */
  reader?: FrameReader;
  /** A number from 0 up to 1; Math.random by default. */
  random?: () => number;
}

/** What the socket is closed with on pagehide, so that the server knows a page load from a lost network. */
export const PAGEHIDE_REASON = "pagehide";

/** The state OPEN of a WebSocket. */
const OPEN = 1;

/**
 * One end's connection to the server: opens the socket, says hello, comes back with full jitter when
 * it breaks, and hands whole messages to who listens. The welcome is acknowledged after its listeners
 * have returned: what they keep of it (tokens) is kept before the old ones become void.
 */
export class Link {
  #options: LinkOptions;
  #events: Pick<EventTarget, "addEventListener" | "removeEventListener">;
  #state: LinkState = { phase: "idle" };
  #socket: LinkSocket | undefined;
  #generation = 0;
  #attempt = 0;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #heartbeat: Heartbeat;
  #parked = false;
  #byKind = new Map<string, Set<(body: never) => void>>();
  #onBinary = new Set<(message: BinaryMessage) => void>();
  #onState = new Set<(state: LinkState) => void>();

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#events = options.events ?? globalThis;
    this.#heartbeat = new Heartbeat(
      (id) => this.send<PingBody>({ kind: Ping, id, rtt: this.rtt }),
      () => this.#lost("retry", "no answer"),
    );
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Last measured round trip in milliseconds; 0 = not measured yet. */
  get rtt(): number {
    return this.#heartbeat.rtt;
  }

  /** Bytes handed to the socket that have not left yet. */
  get bufferedAmount(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  /** Whether messages can be sent now. */
  get open(): boolean {
    return this.#state.phase === "open" && this.#socket?.readyState === OPEN;
  }

  /** Connects, and stays connected until close() or a final answer. Starting again after the end is allowed. */
  start(): void {
    if (this.#state.phase !== "idle" && this.#state.phase !== "closed") return;
    this.#events.addEventListener("online", this.#online);
    if (this.#options.closeOnPageHide) {
      this.#events.addEventListener("pagehide", this.#pageHide);
      this.#events.addEventListener("pageshow", this.#pageShow);
    }
    this.#attempt = 0;
    this.#parked = false;
    this.#connect();
  }

  /** Ends the link for good; nothing of it stays behind. */
  close(reason = ""): void {
    this.#finish(1000, reason);
  }

  /** Sends a control message. False where there is no welcomed connection: nothing is kept for later. */
  send<B extends Body>(body: B): boolean {
    if (!this.open) return false;
    this.#socket?.send(plainJson(body));
    return true;
  }

  /**
   * Sends a payload in one or more frames (W7) and returns how many numbers it took, counted up from
   * the envelope's Seq; 0 where there is no welcomed connection.
   */
  sendBinary(envelope: Envelope, payload: Uint8Array): number {
    if (!this.open) return 0;
    const frames = splitFrames(envelope, payload);
    for (const frame of frames) this.#socket?.send(frame);
    return frames.length;
  }

  /** Listens to one kind of control message; the returned function stops that. */
  onMessage<B extends { kind: Kind }>(kind: Kind, listener: (body: B) => void): () => void {
    const set = this.#byKind.get(kind) ?? new Set();
    this.#byKind.set(kind, set);
    set.add(listener);
    return () => set.delete(listener);
  }

  /** Listens to whole binary payloads; the returned function stops that. */
  onBinary(listener: (message: BinaryMessage) => void): () => void {
    this.#onBinary.add(listener);
    return () => this.#onBinary.delete(listener);
  }

  /** Listens to changes of the state; the returned function stops that. */
  onState(listener: (state: LinkState) => void): () => void {
    this.#onState.add(listener);
    return () => this.#onState.delete(listener);
  }

  /** Drops the socket and opens another one: what it carries makes no sense, or it seems dead. */
  reconnect(reason: string): void {
    if (this.#state.phase === "connecting" || this.#state.phase === "open") this.#lost("retry", reason);
  }

  #connect(): void {
    const generation = ++this.#generation;
    this.#options.reader?.reset();
    if (this.#attempt === 0) this.#since = Date.now();
    this.#set({ phase: "connecting", attempt: this.#attempt, since: this.#since });
    this.#clearTimers();
    this.#timer = setTimeout(() => this.#lost("retry", "no answer"), WELCOME_WITHIN);
    Promise.resolve()
      .then(() => this.#options.hello())
      .then(
        (hello) => generation === this.#generation && this.#dial(generation, hello),
        (error: unknown) => generation === this.#generation && this.#lost("retry", String(error)),
      );
  }

  #dial(generation: number, hello: Body | undefined): void {
    if (!hello) {
      this.#finish(1000, "no hello");
      return;
    }
    const socket = this.#makeSocket();
    if (!socket) {
      this.#lost("retry", "the browser refused to open a connection");
      return;
    }
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    const current = () => generation === this.#generation;
    socket.onopen = () => current() && socket.send(plainJson(hello));
    socket.onmessage = (event) => current() && this.#take(event.data);
    socket.onclose = (event) => current() && this.#closed(event);
  }

  #makeSocket(): LinkSocket | undefined {
    const make = this.#options.makeSocket ?? ((url, protocol) => new WebSocket(url, protocol) as LinkSocket);
    try {
      return make(this.#options.url, Subprotocol);
    } catch {
      return undefined; // a page's policy may throw here instead of closing the socket
    }
  }

  #closed(event: CloseEvent): void {
    const advice = adviceOf(event.code);
    if (advice === "final") this.#finish(event.code, event.reason);
    else this.#lost(advice, event.reason || "connection lost");
  }

  #lost(advice: CloseAdvice, reason: string): void {
    this.#drop(1000, reason);
    const wait = backoff(this.#attempt, advice, (this.#options.random ?? Math.random)());
    if (this.#state.phase === "open") this.#since = Date.now();
    const attempt = ++this.#attempt;
    this.#set({ phase: "waiting", attempt, since: this.#since, retryAt: Date.now() + wait, reason });
    if (this.#state.phase !== "waiting") return; // a listener has closed the link
    this.#timer = setTimeout(() => this.#connect(), wait);
  }

  #finish(code: number, reason: string): void {
    if (this.#state.phase === "closed") return;
    this.#events.removeEventListener("online", this.#online);
    this.#events.removeEventListener("pagehide", this.#pageHide);
    this.#events.removeEventListener("pageshow", this.#pageShow);
    this.#drop(1000, reason);
    this.#set({ phase: "closed", code, reason });
  }

  #drop(code: number, reason: string): void {
    this.#generation++;
    this.#clearTimers();
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(code, reason.slice(0, 40)); // a reason may have 123 bytes; 40 characters are never more
  }

  #take(data: unknown): void {
    this.#heartbeat.heard();
    try {
      if (typeof data === "string") this.#takeText(JSON.parse(data));
      else if (data instanceof ArrayBuffer) this.#takeBinary(new Uint8Array(data));
    } catch (error) {
      if (!(error instanceof BadFrame) && !(error instanceof SyntaxError)) reportError(error);
      else this.#lost("retry", "a frame that makes no sense");
    }
  }

  #takeText(body: unknown): void {
    if (typeof body !== "object" || body === null || !("kind" in body)) throw new BadFrame();
    const kind = String(body.kind);
    if (kind === Pong) this.#heartbeat.ponged((body as PingBody).id);
    const welcome = kind.endsWith(".welcome");
    if (welcome) this.#welcomed();
    this.#tell(this.#byKind.get(kind), body as never);
    if (welcome) {
      this.send({ kind: WelcomeAck });
      if (!this.open) return; // a listener has closed the link
      this.#heartbeat.start();
      this.#tell(this.#onState, this.#state);
    }
  }

  #takeBinary(frame: Uint8Array): void {
    const message = this.#options.reader?.take(frame);
    if (message) this.#tell(this.#onBinary, message);
  }

  #welcomed(): void {
    this.#attempt = 0;
    this.#clearTimers();
    this.#state = { phase: "open", since: Date.now() }; // told after the listeners of the welcome
  }

  #online = (): void => {
    if (this.#state.phase !== "waiting" || this.#parked) return;
    this.#attempt = 0;
    this.#connect();
  };

  #pageHide = (): void => {
    if (this.#state.phase === "closed") return;
    this.#parked = true;
    this.#drop(1000, PAGEHIDE_REASON);
    this.#set({ phase: "waiting", attempt: 0, since: Date.now(), retryAt: 0, reason: PAGEHIDE_REASON });
  };

  #pageShow = (): void => {
    if (!this.#parked) return;
    this.#parked = false;
    this.#attempt = 0;
    this.#connect();
  };

  #clearTimers(): void {
    clearTimeout(this.#timer);
    this.#heartbeat.stop();
  }

  #set(state: LinkState): void {
    this.#state = state;
    this.#tell(this.#onState, state);
  }

  /** One listener's fault must not keep the message from the others, nor break the link. */
  #tell<T>(listeners: Set<(value: T) => void> | undefined, value: T): void {
    for (const listener of [...(listeners ?? [])]) {
      try {
        listener(value);
      } catch (error) {
        reportError(error);
      }
    }
  }
}
