// The agents' very view, for the customer whose page it is (C11): a viewer that can do nothing but show (W31).
import {
  FrameReader,
  Link,
  type LinkState,
  SessionState,
  type SessionStateBody,
  ViewerHello,
  type ViewerHelloBody,
  ViewerWelcome,
  type ViewerWelcomeBody,
} from "@samepage/wire";
import { Feed } from "../feed.ts";
import { Stage } from "../stage.ts";
import { agentsOf, type Watching, watchSentence } from "./watch-state.ts";
import type { WatchWords } from "./words/index.ts";

export interface WatchOptions {
  root: HTMLElement;
  /** Where it is said in words who sees the page. */
  said: HTMLElement;
  /** Address of /ws/agent. */
  socketUrl: string;
  ticket: string;
  words: WatchWords;
}

export class Watch {
  readonly #options: WatchOptions;
  readonly #stage: Stage;
  readonly #link: Link;
  readonly #feed: Feed;
  #state: Watching = { phase: "connecting", agents: [] };
  #version = 0;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#stage = new Stage(options.root, options.words.title, { scaled: () => {}, paned: () => {} });
    let ticket: string | undefined = options.ticket;
    this.#link = new Link({
      url: options.socketUrl,
      reader: new FrameReader(),
      // a ticket is good once: when the connection is lost, the page that is shared opens the view again
      hello: () => {
        const hello: ViewerHelloBody | undefined = ticket
          ? { kind: ViewerHello, ticket, watch: true }
          : undefined;
        ticket = undefined;
        return hello;
      },
    });
    this.#feed = new Feed({
      link: this.#link,
      frame: this.#stage.frame,
      events: {
        viewport: (viewport) => this.#stage.resize(viewport),
        received: (whole) => {
          if (whole && this.#state.phase === "waiting") this.#know({ phase: "live" });
        },
        shown: () => {},
        renewed: () => {},
        blanked: () => this.#know({ phase: "waiting" }),
      },
    });
    this.#link.onState((state) => this.#linked(state));
    this.#link.onMessage<ViewerWelcomeBody>(ViewerWelcome, ({ session }) => {
      this.#know({ phase: "waiting" });
      this.#session(session);
    });
    this.#link.onMessage<SessionStateBody>(SessionState, (session) => this.#session(session));
    this.#know({});
  }

  async start(): Promise<void> {
    await this.#stage.ready();
    this.#link.start();
  }

  #linked(state: LinkState): void {
    if (state.phase === "open" || state.phase === "connecting") return;
    if (this.#state.phase === "ended") return;
    this.#know({ phase: this.#state.phase === "connecting" ? "invalid" : "lost" });
    this.#link.close("a ticket is good once");
  }

  #session(session: SessionStateBody): void {
    if (session.version < this.#version) return; // W16: states only rise
    this.#version = session.version;
    this.#know({ agents: agentsOf(session), ...(session.status === "ended" && { phase: "ended" as const }) });
    if (session.status === "ended") this.#link.close("the session is over");
  }

  #know(more: Partial<Watching>): void {
    this.#state = { ...this.#state, ...more };
    const { phase } = this.#state;
    this.#options.said.textContent = watchSentence(this.#state, this.#options.words);
    document.documentElement.dataset["phase"] = phase;
    // what nobody else sees any more is not shown either
    if (phase === "ended" || phase === "lost" || phase === "invalid") this.#feed.replica.blank();
  }
}
