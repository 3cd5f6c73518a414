// Joins the parts: socket → gate → replica on the stage; overlay → socket; and tells the
// console what the picture is doing.
import { createReplica, type Environment, type Replica } from "@samepage/mirror/apply";
import {
  AssetWant,
  type AssetWantBody,
  BinaryAsset,
  type BinaryMessage,
  BinaryMirror,
  FlagMore,
  type FromViewer,
  GrantPoint,
  Link,
  MirrorAck,
  type MirrorAckBody,
  MirrorBlank,
  MirrorKeyframe,
  type MirrorRefBody,
  PageChanged,
  type PageChangedBody,
  PageEvent,
  type PageEventBody,
  PointerLeave,
  type PointerLeaveBody,
  PointerMove,
  type PointerMoveBody,
  SessionState,
  type SessionStateBody,
  type ToViewer,
  ViewerHello,
  ViewerWelcome,
  type ViewerWelcomeBody,
} from "@samepage/wire";
import { parseAsset } from "./asset-frame.ts";
import { completesPicture, Gate } from "./gate.ts";
import { type Facts, noFacts, phaseOf, whoIsLost } from "./phase.ts";
import { PointerTracker } from "./pointer.ts";
import type { Stage } from "./stage.ts";
import { StatsTeller } from "./stats.ts";
import { TicketDesk } from "./ticket-desk.ts";

/** Acknowledging more often than this says nothing new to the pace, in milliseconds. */
const ACK_EVERY = 16;

/** A keyframe is asked for at most this often, in milliseconds; the owner holds the room to its own bound. */
const KEYFRAME_EVERY = 500;

export interface ViewerOptions {
  stage: Stage;
  /** Address of /ws/agent. */
  socketUrl: string;
  tell(message: FromViewer): void;
}

export class Viewer {
  private readonly options: ViewerOptions;
  private readonly gate = new Gate();
  private readonly link: Link;
  private readonly tickets: TicketDesk;
  private readonly replica: Replica;
  private readonly pointer: PointerTracker;
  private readonly stats: StatsTeller;
  private facts: Facts = noFacts;
  private told = "";
  private me = "";
  private stream = 0;
  private epoch = 0;
  private shown = 0;
  private ackTimer: ReturnType<typeof setTimeout> | undefined;
  private askedAt = 0;

  constructor(options: ViewerOptions) {
    this.options = options;
    this.tickets = new TicketDesk(() => options.tell({ type: "ticketWanted" }));
    this.link = new Link({
      url: options.socketUrl,
      hello: async () => ({ kind: ViewerHello, ticket: await this.tickets.next() }),
    });
    this.replica = createReplica({
      frame: options.stage.frame,
      wantAsset: (ref) => this.link.send<AssetWantBody>({ kind: AssetWant, refs: [ref] }),
      needKeyframe: (why) => this.askKeyframe(why),
      onViewport: (viewport) => this.onViewport(viewport),
      onStats: (stats) => this.stats.drifted(stats.drift, stats.nodes),
    });
    this.stats = new StatsTeller(options.tell, this.link, () => options.stage.secretAreas());
    this.pointer = new PointerTracker({
      overlay: options.stage.overlay,
      at: (x, y) => {
        const p = options.stage.toFrame(x, y);
        return p && this.replica.nodeIdAt(p.x, p.y);
      },
      move: ({ node, rx, ry }) =>
        this.link.send<PointerMoveBody>({ kind: PointerMove, epoch: this.epoch, node, x: rx, y: ry }),
      leave: () => this.link.send<PointerLeaveBody>({ kind: PointerLeave }),
    });
    this.listen();
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
        return; // theme and the like are the page's business
    }
  }

  /** The picture's scale changed. */
  scaled(scale: number): void {
    this.stats.scaled(scale);
  }

  destroy(): void {
    this.link.close("closed by the console");
    this.pointer.destroy();
    this.stats.stop();
    clearTimeout(this.ackTimer);
    this.replica.destroy();
    this.options.stage.destroy();
  }

  private listen(): void {
    this.link.onState((state) => {
      const linked = state.phase === "open";
      this.know({ linked, wasLinked: this.facts.wasLinked || linked });
    });
    this.link.onMessage<ViewerWelcomeBody>(ViewerWelcome, (body) => {
      this.me = body.me.agent;
      this.onSession(body.session);
    });
    this.link.onMessage<SessionStateBody>(SessionState, (body) => this.onSession(body));
    this.link.onMessage<PageChangedBody>(PageChanged, (body) =>
      this.options.tell({ type: "page", page: body.page }),
    );
    this.link.onMessage<PageEventBody>(PageEvent, (body) => this.onPageEvent(body));
    this.link.onMessage<MirrorRefBody>(MirrorBlank, (body) => this.onBlank(body));
    this.link.onBinary((message) => this.onBinary(message));
  }

  private onSession(session: SessionStateBody): void {
    const known = this.facts.session;
    if (known && session.version < known.version) return; // W16: states only rise
    this.know({ session });
    const grants = session.people.find((p) => p.agent === this.me)?.grants ?? [];
    this.pointer.enable(grants.includes(GrantPoint));
    this.options.tell({ type: "session", session });
  }

  private onPageEvent(body: PageEventBody): void {
    if (body.event === "hidden") this.know({ hidden: true });
    if (body.event === "visible") this.know({ hidden: false });
    if (body.event === "loading") this.know({ loading: true });
    this.options.tell({ type: "pageEvent", event: body.event });
  }

  private onBlank(body: MirrorRefBody): void {
    this.gate.forget(body.epoch);
    this.replica.blank();
    this.know({ blanked: true, picture: false });
  }

  private onBinary({ envelope, first, payload }: BinaryMessage): void {
    if (envelope.Kind === BinaryAsset) return this.onAsset(payload);
    if (envelope.Kind !== BinaryMirror) return; // W1: a later version's kind
    const verdict = this.gate.judge({
      flags: envelope.Flags & ~FlagMore,
      stream: envelope.Stream,
      epoch: envelope.Epoch,
      first,
      last: envelope.Seq,
      fence: envelope.Fence,
    });
    if (verdict === "gap") return this.askKeyframe("a frame is missing");
    if (verdict === "drop") return;
    this.stream = envelope.Stream;
    this.epoch = envelope.Epoch;
    this.replica.apply(payload);
    this.stats.applied();
    if (completesPicture(envelope.Flags))
      this.know({ picture: true, blanked: false, loading: false, hidden: this.facts.hidden });
    this.pointer.refresh();
    this.acknowledge(envelope.Seq);
  }

  private onAsset(payload: Uint8Array): void {
    const asset = parseAsset(payload);
    if (asset) this.replica.asset(asset.ref, asset.type, asset.bytes);
  }

  private onViewport(viewport: Environment): void {
    this.options.stage.resize(viewport.width, viewport.height);
    this.stats.sized(viewport.width, viewport.height);
  }

  /** Tells the owner how far the picture is, at most once a frame. */
  private acknowledge(seq: number): void {
    this.shown = seq;
    this.ackTimer ??= setTimeout(() => {
      this.ackTimer = undefined;
      this.link.send<MirrorAckBody>({
        kind: MirrorAck,
        stream: this.stream,
        epoch: this.epoch,
        seq: this.shown,
      });
    }, ACK_EVERY);
  }

  private askKeyframe(reason: string): void {
    const now = performance.now();
    if (this.askedAt && now - this.askedAt < KEYFRAME_EVERY) return;
    this.askedAt = now;
    this.gate.forget(this.epoch);
    this.link.send<MirrorRefBody>({ kind: MirrorKeyframe, stream: this.stream, epoch: this.epoch, reason });
  }

  private know(more: Partial<Facts>): void {
    this.facts = { ...this.facts, ...more };
    const phase = phaseOf(this.facts);
    const why = phase === "lost" ? whoIsLost(this.facts) : "";
    const told = `${phase}/${why}`;
    if (told === this.told) return;
    this.told = told;
    this.options.tell({ type: "phase", phase, since: new Date().toISOString(), ...(why && { why }) });
  }
}
