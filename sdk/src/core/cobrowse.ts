import type { Capture, PageVerdict, startCapture } from "@samepage/mirror/capture";
import {
  AssetWant,
  type AssetWantBody,
  ControlRelease,
  CustomerWelcome,
  type CustomerWelcomeBody,
  GrantControl,
  MirrorAck,
  type MirrorAckBody,
  MirrorKeyframe,
  MirrorPause,
  type MirrorRefBody,
  MirrorResume,
  MirrorStart,
  type MirrorStartBody,
  MirrorStop,
  PageEvent,
  type PageEventBody,
  Policy,
  type PolicyBody,
  SessionEnd,
  type SessionEndBody,
  SessionReceipt,
  type SessionReceiptBody,
  type SessionRefBody,
  SessionState,
  type SessionStateBody,
} from "@samepage/wire";
import type { Connection } from "./connection.ts";
import type { Memory } from "./memory.ts";
import { Mirroring } from "./mirroring.ts";
import { OtherTabs } from "./other-tabs.ts";
import { showPointing } from "./pointing.ts";
import { faultsOf, policyFor } from "./policy.ts";
import { Questions } from "./questions.ts";
import { endingOf } from "./session-facts.ts";
import type { Ending, SignState, Stage, StageEvents } from "./stage.ts";
import { type StartControl, Steering } from "./steering.ts";
import { tellPage } from "./tell-page.ts";

export interface CobrowseOptions {
  site: string;
  window: Window;
  connection: Connection;
  memory: Memory;
  /** Hears what the session has become; `by` says who ended it. */
  emit: (news: "asked" | "live" | "ended", by?: Ending["by"]) => void;
  loadStage: (events: StageEvents) => Promise<Stage>;
  loadCapture: () => Promise<typeof startCapture>;
  loadControl: () => Promise<StartControl>;
  /** The site's origins, as patterns. */
  origins: readonly string[];
  /** Elements of our own interface. */
  exclude: (el: Element) => boolean;
}

/**
 * The customer's end of co-browsing: asks, shows the sign, mirrors while the owner of the session wants
 * this tab, and ends. Stop works without a connection: the page stops at once and the end is delivered later.
 *
 *   (none) ──ask──▶ asked ──accept, session live──▶ live ──stop, ended──▶ (none)
 *   live: starting ─mirror.start, sign is up─▶ sending ⇄ unseen · elsewhere · offline
 */
export class Cobrowse {
  #options: CobrowseOptions;
  #otherTabs: OtherTabs;
  #stage: Promise<Stage> | undefined;
  #session: SessionStateBody | undefined;
  #questions: Questions;
  #policy: PolicyBody | undefined;
  #mirroring: Mirroring | undefined;
  #steering: Steering;
  /** Rises with each start and stop: a start that waits finds out that it is late. */
  #turn = 0;
  #state: SignState = "starting";
  /** Control was taken back, and the server has not said so yet. */
  #tookBack = false;
  /** What may leave this page at all, as the capture found it. */
  #verdict: PageVerdict = "open";
  #endWatches: (() => void) | undefined;
  #offs: (() => void)[];

  constructor(options: CobrowseOptions) {
    const { connection: on, site, window } = options;
    this.#options = options;
    this.#otherTabs = new OtherTabs(site, window, (session) => this.#stoppedElsewhere(session));
    this.#steering = new Steering({
      ...options,
      session: () => this.#session,
      stage: () => this.#loadStage(),
    });
    this.#questions = new Questions({
      connection: on,
      asked: () => options.emit("asked"),
      withStage: (act) => this.#withStage(act),
    });
    this.#offs = [
      on.on<CustomerWelcomeBody>(CustomerWelcome, (body) => this.#welcomed(body)),
      on.on<PolicyBody>(Policy, (body) => this.#newPolicy(body)),
      on.on<SessionStateBody>(SessionState, (body) => this.#stated(body)),
      on.on<MirrorStartBody>(MirrorStart, (body) => this.#start(body).catch((error) => this.#fail(error))),
      on.on<MirrorRefBody>(MirrorStop, (body) => this.#stopStream(body, "elsewhere")),
      on.on<MirrorRefBody>(MirrorPause, (body) => this.#ofStream(body, (m) => m.pause(), "unseen")),
      on.on<MirrorRefBody>(MirrorResume, (body) => this.#ofStream(body, (m) => m.resume(), "live")),
      on.on<MirrorRefBody>(MirrorKeyframe, (body) => this.#ofStream(body, (m) => m.keyframe())),
      on.on<MirrorAckBody>(MirrorAck, (body) => this.#mirroring?.acknowledge(body)),
      on.on<AssetWantBody>(AssetWant, (body) => this.#mirroring?.assetsWanted(body.refs ?? [])),
      showPointing({
        connection: on,
        locate: (epoch, node) => this.#mirroring?.locate(epoch, node) ?? null,
        live: () => this.live,
        withStage: (act) => this.#withStage(act),
      }),
      on.on<SessionReceiptBody>(SessionReceipt, (body) => this.#withStage((stage) => stage.receipt(body))),
      on.link.onState((state) => state.phase !== "open" && this.#offline()),
    ];
  }

  /** Whether a session is live in this tab's chat. */
  get live(): boolean {
    return this.#session?.status === "live";
  }

  /** The capture that sends this page, while there is one. */
  get capture(): Capture | undefined {
    return this.#mirroring?.capture;
  }

  /** Ends the session at once, with or without a connection (C4). */
  stop(why: "" | "unreachable_ui" | "failed" = "", ending: Ending = { by: "customer" }): void {
    const session = this.#session;
    if (session?.status !== "live") return;
    const { memory, connection } = this.#options;
    this.#halt();
    memory.sessionToken = undefined;
    memory.addStopped(session.session);
    this.#otherTabs.tellStopped(session.session);
    connection.send<SessionEndBody>({ kind: SessionEnd, session: session.session, why });
    this.#over(ending);
  }

  /** The customer hides an element from the agents, for as long as it lives (C11). */
  hide(el: Element): void {
    this.#mirroring?.hide(el);
  }

  /** Takes everything away. */
  close(): void {
    this.#halt();
    for (const off of this.#offs) off();
    this.#questions.close();
    this.#otherTabs.close();
    this.#stage?.then((stage) => stage.destroy(), reportError);
    this.#stage = undefined;
  }

  #welcomed(body: CustomerWelcomeBody): void {
    this.#policy = body.policy;
    for (const session of this.#options.memory.stopped) {
      // The hello has delivered these; only one that the server still calls live is said again.
      if (body.session?.session !== session) this.#options.memory.dropStopped(session);
    }
    const before = this.#session;
    this.#session = undefined;
    if (body.session) this.#stated(body.session);
    else if (before?.status === "live") this.#over({ by: "other" });
    this.#questions.welcomed(body.ask);
  }

  #stated(body: SessionStateBody): void {
    const { memory, connection } = this.#options;
    const known = this.#session?.session === body.session ? this.#session : undefined;
    if (known && body.version < known.version) return;
    if (memory.stopped.includes(body.session)) {
      // The customer's end is final: whatever the server thought meanwhile, it hears it again until it agrees.
      if (body.status === "ended") memory.dropStopped(body.session);
      else if (body.status === "live") {
        connection.send<SessionEndBody>({ kind: SessionEnd, session: body.session });
      }
      return;
    }
    const wasLive = known?.status === "live";
    this.#session = this.#withoutControl(body);
    this.#steering.settle(this.#session, this.#mirroring);
    if (body.status === "live") this.#goLive();
    else if (body.status === "ended") this.#ended(body, wasLive || this.#endWatches !== undefined);
  }

  #goLive(): void {
    if (!this.#endWatches) {
      this.#endWatches = tellPage(this.#options.window, this.#options.connection);
      this.#state = "starting";
      this.#options.emit("live");
    }
    this.#show();
  }

  #ended(body: SessionStateBody, wasLive: boolean): void {
    this.#options.memory.sessionToken = undefined;
    this.#halt();
    if (wasLive) this.#over(endingOf(body));
    else this.#session = undefined;
  }

  /** Everything of a live session stops, here and now. */
  #halt(): void {
    this.#turn++;
    this.#mirror(undefined);
    this.#endWatches?.();
    this.#endWatches = undefined;
  }

  #over(ending: Ending): void {
    const session = this.#session?.session ?? "";
    this.#halt();
    this.#session = undefined;
    this.#questions.ended();
    this.#options.emit("ended", ending.by);
    this.#withStage((stage) => {
      stage.sign(undefined);
      stage.ended(ending, session);
    });
  }

  #fail(error: unknown): void {
    reportError(error);
    this.stop("failed", { by: "failed" });
  }

  #stoppedElsewhere(session: string): void {
    this.#options.memory.sessionToken = undefined;
    if (this.#session?.session !== session || this.#session.status !== "live") return;
    this.#over({ by: "customer" });
  }

  async #start(body: MirrorStartBody): Promise<void> {
    if (!this.live) return;
    const turn = ++this.#turn;
    this.#mirror(undefined);
    if (!this.#policy) {
      this.stop("failed", { by: "no_policy" });
      return;
    }
    const { loadCapture, window, connection, exclude, origins } = this.#options;
    const [startCapture, stage] = await Promise.all([loadCapture(), this.#loadStage()]);
    if (turn !== this.#turn || !this.live) return;
    this.#say("starting");
    await stage.signIsUp(); // the frame and bar are there before the first byte leaves (C3, C7)
    if (turn !== this.#turn || !this.live || !connection.link.open) return;
    const policy = policyFor(this.#policy);
    this.#say("live");
    this.#verdict = "open"; // what else holds is told anew: the owner may be another
    const mirroring = new Mirroring({
      link: connection.link,
      start: body,
      startCapture,
      window,
      policy,
      exclude,
      measureDevice: () => stage.measureDevice(),
      origins,
      judged: (verdict) => this.#judged(verdict),
      faulty: (problems) => connection.send(faultsOf(policy, problems)),
    });
    this.#mirror(mirroring);
  }

  /** Another picture of the page holds, or none: who acts in the page acts by it. */
  #mirror(mirroring: Mirroring | undefined): void {
    this.#mirroring?.stop();
    this.#mirroring = mirroring;
    this.#steering.settle(this.#session, mirroring);
  }

  /** The page's rules let nothing leave (excluded), or let agents only look; both ends are told (A20). */
  #judged(verdict: PageVerdict): void {
    if (verdict === "waiting" || verdict === this.#verdict) return;
    this.#verdict = verdict;
    this.#show();
    const event = { open: "shared", viewOnly: "view_only", excluded: "excluded" }[verdict];
    this.#options.connection.send<PageEventBody>({ kind: PageEvent, event });
  }

  #stopStream(body: MirrorRefBody, state: SignState): void {
    if (this.#mirroring && this.#mirroring.stream !== body.stream) return;
    this.#turn++;
    this.#mirror(undefined);
    this.#say(state);
  }

  #ofStream(body: MirrorRefBody, act: (mirroring: Mirroring) => void, state?: SignState): void {
    if (!this.#mirroring || this.#mirroring.stream !== body.stream) return;
    if (state === "live") this.#say(state); // the sign says it before it happens, and stops saying it after
    act(this.#mirroring);
    if (state) this.#say(state);
  }

  #offline(): void {
    this.#turn++;
    this.#mirror(undefined);
    if (this.live) this.#say("offline");
  }

  #newPolicy(body: PolicyBody): void {
    if (this.#policy && body.version <= this.#policy.version) return;
    this.#policy = body;
    this.#mirroring?.purge(policyFor(body));
  }

  /** Holds here and now; the server hears it until it agrees. */
  #takeBack(): void {
    if (!this.#session) return;
    this.#tookBack = true;
    this.#session = this.#withoutControl(this.#session);
    this.#steering.settle(this.#session, this.#mirroring);
    this.#show();
  }

  /** The session without the control that the customer has taken back, if the server does not know of it yet. */
  #withoutControl(body: SessionStateBody): SessionStateBody {
    this.#tookBack &&= body.control === "granted";
    if (!this.#tookBack) return body;
    this.#options.connection.send<SessionRefBody>({ kind: ControlRelease, session: body.session });
    const people = body.people.map((one) => ({
      ...one,
      grants: one.grants.filter((g) => g !== GrantControl),
    }));
    return { ...body, people };
  }

  #say(state: SignState): void {
    this.#state = state;
    this.#show();
  }

  #show(): void {
    const session = this.#session;
    if (session?.status !== "live") return;
    const state = this.#state === "live" && this.#verdict === "excluded" ? this.#verdict : this.#state;
    this.#withStage((stage) => this.live && stage.sign({ state, session }));
  }

  #loadStage(): Promise<Stage> {
    this.#stage ??= this.#options.loadStage({
      answer: (ask, answer, asker) => this.#questions.answer(ask, answer, asker),
      stop: () => this.stop(),
      takeBack: () => this.#takeBack(),
      send: (body) => this.#options.connection.send(body),
      unreachable: () => this.stop("unreachable_ui", { by: "unreachable" }),
    });
    return this.#stage;
  }

  #withStage(act: (stage: Stage) => void): void {
    this.#loadStage().then(act, (error) => {
      this.#stage = undefined;
      this.#fail(error);
    });
  }
}
