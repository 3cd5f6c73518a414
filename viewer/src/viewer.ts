// The agent's picture: joins the connection, the mirror's feed and the workbench, and tells the console what the
// picture is doing.
import {
  CloseReplaced,
  FrameReader,
  type FromViewer,
  Link,
  PageChanged,
  type PageChangedBody,
  PageEvent,
  type PageEventBody,
  SessionState,
  type SessionStateBody,
  type ToViewer,
  ViewerHello,
  ViewerWelcome,
  type ViewerWelcomeBody,
} from "@samepage/wire";
import { Feed } from "./feed.ts";
import { type Facts, noFacts, phaseOf, whyLost } from "./phase.ts";
import { Stage } from "./stage.ts";
import { StatsTeller } from "./stats.ts";
import { TicketDesk } from "./ticket-desk.ts";
import { Workbench } from "./workbench.ts";

export interface ViewerOptions {
  /** Where the picture stands. */
  root: HTMLElement;
  /** Address of /ws/agent. */
  socketUrl: string;
  tell(message: FromViewer): void;
}

export class Viewer {
  private readonly options: ViewerOptions;
  private readonly stage: Stage;
  private readonly link: Link;
  private readonly tickets: TicketDesk;
  private readonly feed: Feed;
  private readonly stats: StatsTeller;
  private readonly workbench: Workbench;
  private facts: Facts = noFacts;
  private told = "";
  private me = "";

  constructor(options: ViewerOptions) {
    this.options = options;
    this.tickets = new TicketDesk(() => options.tell({ type: "ticketWanted" }));
    this.stage = new Stage(options.root, "Customer's page", {
      scaled: (scale) => this.stats?.scaled(scale),
      paned: () => this.workbench?.paned(),
    });
    this.link = new Link({
      url: options.socketUrl,
      reader: new FrameReader(),
      hello: async () => ({ kind: ViewerHello, ticket: await this.tickets.next() }),
    });
    this.stats = new StatsTeller(options.tell, this.link, () => this.stage.secretAreas());
    this.feed = this.makeFeed();
    this.workbench = new Workbench({
      stage: this.stage,
      feed: this.feed,
      link: this.link,
      tell: options.tell,
      // a page in a tab behind another one can be worked on all the same
      live: () => ["live", "hidden"].includes(phaseOf(this.facts)),
    });
    this.listen();
  }

  /** Resolves when there is something to build the picture in. */
  ready(): Promise<void> {
    return this.stage.ready();
  }

  /** Takes what the console says. */
  take(message: ToViewer): void {
    switch (message.type) {
      case "open":
        this.tickets.supply(message.ticket);
        return this.link.start();
      case "ticket":
        return this.tickets.supply(message.ticket);
      case "close":
        return this.destroy();
      default:
        return this.workbench.take(message);
    }
  }

  /** The keys that leave the picture were pressed. */
  leave(): void {
    this.workbench.leave();
  }

  /** Whether single signs are typed now instead of being shortcuts. */
  get typing(): boolean {
    return this.workbench.typing;
  }

  destroy(): void {
    this.workbench.destroy();
    this.link.close("closed by the console");
    this.stats.stop();
    this.feed.destroy();
    this.stage.destroy();
  }

  private makeFeed(): Feed {
    return new Feed({
      link: this.link,
      frame: this.stage.frame,
      events: {
        viewport: (viewport) => {
          this.workbench.viewport(viewport);
          this.stats.sized(viewport.width, viewport.height);
        },
        received: (whole) => {
          this.stats.applied();
          if (whole) this.know({ picture: true, blanked: false, loading: false });
        },
        shown: (stats) => {
          this.stats.drifted(stats.drift, stats.checked);
          if (stats.stuck !== this.facts.stuck) this.know({ stuck: stats.stuck });
          this.workbench.shown();
        },
        renewed: (another) => this.workbench.renewed(another),
        blanked: () => this.know({ blanked: true, picture: false }),
      },
    });
  }

  private listen(): void {
    this.link.onState((state) => {
      const linked = state.phase === "open";
      this.know({ linked, wasLinked: this.facts.wasLinked || linked });
      if (state.phase === "closed")
        this.know({ stopped: state.code === CloseReplaced ? "replaced" : "refused" });
    });
    this.link.onMessage<ViewerWelcomeBody>(ViewerWelcome, (body) => {
      this.me = body.me.agent;
      this.onSession(body.session);
    });
    this.link.onMessage<SessionStateBody>(SessionState, (body) => this.onSession(body));
    this.link.onMessage<PageChangedBody>(PageChanged, (body) => {
      this.workbench.paged();
      this.options.tell({ type: "page", page: body.page });
    });
    this.link.onMessage<PageEventBody>(PageEvent, (body) => this.onPageEvent(body));
  }

  private onSession(session: SessionStateBody): void {
    const known = this.facts.session;
    if (known && session.version < known.version) return; // W16: states only rise
    this.know({ session });
    this.workbench.allowed(session, this.me);
    this.options.tell({ type: "session", session });
  }

  private onPageEvent(body: PageEventBody): void {
    if (body.event === "hidden") this.know({ hidden: true });
    if (body.event === "visible") this.know({ hidden: false });
    if (body.event === "loading") this.know({ loading: true });
    this.options.tell({ type: "pageEvent", event: body.event });
  }

  private know(more: Partial<Facts>): void {
    this.facts = { ...this.facts, ...more };
    const phase = phaseOf(this.facts);
    const why = phase === "lost" ? whyLost(this.facts) : "";
    const told = `${phase}/${why}`;
    if (told === this.told) return;
    this.told = told;
    this.options.tell({ type: "phase", phase, since: new Date().toISOString(), ...(why && { why }) });
  }
}
