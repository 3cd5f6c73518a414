import type { Outcome, Performer, Sight } from "@samepage/mirror/perform";
import { startPerform } from "@samepage/mirror/perform";
import {
  type At,
  ControlPause,
  type ControlPauseBody,
  CopyText,
  type CopyTextBody,
  type CustomersOwn,
  type DoneBody,
  GrantControl,
  InputCopy,
  type InputCopyBody,
  InputKey,
  type InputKeyBody,
  InputMove,
  type InputMoveBody,
  InputPick,
  type InputPickBody,
  InputPress,
  type InputPressBody,
  InputRefused,
  type InputRefusedBody,
  InputReveal,
  type InputRevealBody,
  InputText,
  type InputTextBody,
  InputWheel,
  type InputWheelBody,
  NavGo,
  type NavGoBody,
  NavStep,
  type NavStepBody,
  PointerLeave,
  type PointerLeaveBody,
  PointerMove,
  type PointerMoveBody,
  type Pointing,
  type RefusalReason,
} from "@samepage/wire";
import { maskCards } from "../core/cards.ts";
import { currentPage } from "../core/page.ts";
import type { ControlOptions, HeldInput } from "../core/steering.ts";
import { Addressed } from "./addressed.ts";
import { Deeds } from "./deeds.ts";
import { isOfSite, openPage, step } from "./navigate.ts";
import { Pause } from "./pause.ts";
import { StepUps } from "./step-ups.ts";

/** Copied text longer than this is cut off, in characters: a message holds 16 KB. */
const MAX_COPIED = 5_000;

type Refused = Extract<Outcome, { is: "refused" }>;

/** Acts in the page for the agent who has Full Control, and tells what came of it. See `startControl`. */
class Control {
  #options: ControlOptions;
  #addressed: Addressed;
  #performer: Performer;
  #pause: Pause;
  #stepUps: StepUps;
  #deeds: Deeds;
  #offs: (() => void)[];
  /** What each kind of input does. */
  #acts = new Map<string, (input: HeldInput) => void>();

  constructor(options: ControlOptions) {
    const { window, mirroring, exclude, origins, stage, connection } = options;
    this.#options = options;
    this.#addressed = new Addressed(mirroring);
    this.#performer = startPerform({
      window,
      exclude,
      sight: sightOf(mirroring, this.#addressed),
      mayOpen: (url) => isOfSite(window, origins, url),
    });
    this.#pause = new Pause({
      window,
      pauses: (until) => this.#paused(until),
      over: () => this.#paused(0),
    });
    this.#stepUps = new StepUps(stage, (body) => connection.send(body));
    this.#deeds = new Deeds((body) => connection.send<DoneBody>(body));
    const flush = () => this.#deeds.flush();
    window.addEventListener("pagehide", flush);
    this.#offs = [...this.#listen(), () => window.removeEventListener("pagehide", flush)];
    for (const input of options.held) this.#acts.get(input.kind)?.(input);
  }

  stop(): void {
    for (const off of this.#offs) off();
    this.#stepUps.stop();
    this.#deeds.flush();
    this.#pause.act(() => this.#performer.stop());
    if (this.#pause.on) this.#options.stage.paused(false);
    this.#pause.stop();
    this.#options.stage.spotlight(undefined);
  }

  #listen(): (() => void)[] {
    const { connection, window, origins } = this.#options;
    const p = this.#performer;
    const on = <B extends HeldInput>(kind: string, act: (body: B) => Outcome) => {
      const take = (body: HeldInput) => this.#take(body, () => act(body as B)); // by its kind
      this.#acts.set(kind, take);
      return connection.on(kind, take);
    };
    const moved = (body: InputMoveBody | InputPressBody) => this.#point(body.from, body.at);
    return [
      on<InputMoveBody>(InputMove, (body) => {
        moved(body);
        return p.move(body.at, body.modifiers);
      }),
      on<InputPressBody>(InputPress, (body) => {
        moved(body);
        const { phase, at, button, count, modifiers } = body;
        if (phase === "down" || phase === "up") return p.press(phase, at, { button, count, modifiers });
        p.letGo();
        return { is: "done" };
      }),
      on<InputWheelBody>(InputWheel, ({ at, dx, dy, modifiers }) => p.wheel(at, dx, dy, modifiers)),
      on<InputKeyBody>(InputKey, ({ phase, key, code, repeat = false, modifiers }) =>
        p.key({ phase, key, code, repeat, modifiers }),
      ),
      on<InputTextBody>(InputText, ({ text, source }) => p.text(text, source)),
      on<InputPickBody>(InputPick, ({ epoch, node, value, options = [] }) =>
        p.pick(epoch, node, value, options),
      ),
      on<InputCopyBody>(InputCopy, ({ cut = false }) => p.copy(cut)),
      on<InputRevealBody>(InputReveal, ({ epoch, node }) => p.reveal(epoch, node)),
      on<NavGoBody>(NavGo, (body) => this.#go(body, openPage(window, origins, body.url))),
      on<NavStepBody>(NavStep, (body) => this.#go(body, step(window, body.to))),
      connection.on<PointerMoveBody>(PointerMove, ({ epoch, node }) => this.#addressed.locate(epoch, node)),
      connection.on<PointerLeaveBody>(PointerLeave, ({ from }) => {
        if (from && this.#isController(from)) this.#pause.act(() => p.leave());
      }),
    ];
  }

  /** Judges who acts and when; what is done then is judged by the performer. */
  #take(body: HeldInput, act: () => Outcome): void {
    const by = body.from;
    if (!by) return; // the owner says who acts (W23)
    if (!this.#isController(by)) return this.#refuse(by, body.ref, "no_consent");
    const isMove = body.kind === InputMove;
    if (this.#pause.on) {
      if (!isMove) this.#refuse(by, body.ref, "paused");
      return;
    }
    const page = currentPage(this.#options.window).url;
    const outcome = this.#pause.act(act);
    // Where the pointer passes is nobody's fault.
    if (isMove && outcome.is === "refused") return;
    this.#tell(by, body.ref, page, outcome);
  }

  #tell(by: Pointing, ref: number, page: string, outcome: Outcome): void {
    if (outcome.is === "refused") return this.#refused(by, ref, outcome);
    if (outcome.is === "asks") {
      this.#ask(by, ref, page, outcome).catch(reportError);
      return;
    }
    if (outcome.copied !== undefined) this.#copied(by, ref, outcome.copied);
    if (!outcome.deed) return;
    const { action, element } = outcome.deed;
    const chars = action === "type" || action === "paste" ? this.#performer.characters(element) : 0;
    const label = this.#label(element);
    this.#deeds.add({ agent: by.agent, action, label, page, result: "done", chars, element });
  }

  #refused(by: Pointing, ref: number, { reason, what, element }: Refused): void {
    this.#refuse(by, ref, reason, what, element);
    if (reason === "needs_customer" && element) {
      this.#options.stage.spotlight({ element, agentName: by.name, what: what ?? "other" });
    }
  }

  #refuse(by: Pointing, ref: number, reason: RefusalReason, what?: CustomersOwn, element?: Element): void {
    const node = element ? this.#options.mirroring.capture.idOf(element) : 0;
    this.#options.connection.send<InputRefusedBody>({
      kind: InputRefused,
      agent: by.agent,
      ref,
      reason,
      ...(node && { node }),
      ...(what && { what }),
    });
  }

  async #ask(by: Pointing, ref: number, page: string, asks: Extract<Outcome, { is: "asks" }>): Promise<void> {
    if (this.#stepUps.isOpen) return this.#refuse(by, ref, "stepup", undefined, asks.element);
    const { element } = asks;
    const told = this.#label(element);
    const label = this.#performer.label(element, true);
    const answer = await this.#stepUps.ask({
      agent: by.agent,
      agentName: by.name,
      ref,
      element,
      label,
      told,
    });
    const result = answer === "allow" ? "allowed" : answer === "deny" ? "denied" : "refused";
    this.#deeds.add({ agent: by.agent, action: "stepup", label: told, page, result, chars: 0, element });
    if (answer === "allow" && this.#isController(by)) {
      this.#tell(by, ref, page, this.#pause.act(asks.go));
    }
  }

  #copied(by: Pointing, ref: number, text: string): void {
    const masked = maskCards(text).slice(0, MAX_COPIED);
    this.#options.connection.send<CopyTextBody>({ kind: CopyText, agent: by.agent, ref, text: masked });
  }

  /** The way to another page, which is this page's last deed. */
  #go({ from, kind, ...body }: NavGoBody | NavStepBody, went: boolean): Outcome {
    if (!went || !from) return { is: "refused", reason: "other_origin" };
    const page = currentPage(this.#options.window).url;
    const label = "url" in body ? pathOf(body.url) : body.to;
    const deed = { agent: from.agent, action: "navigate", label, page, result: "done", chars: 0 };
    this.#deeds.add({ ...deed, element: undefined });
    return { is: "done" };
  }

  #paused(until: number): void {
    const { connection, stage } = this.#options;
    if (until > 0) this.#performer.letGo();
    stage.paused(until > 0);
    connection.send<ControlPauseBody>({ kind: ControlPause, until });
  }

  /** The customer sees where the agent's hand is. */
  #point(from: Pointing | undefined, { epoch, node, x, y }: At): void {
    const element = this.#addressed.locate(epoch, node);
    if (from && element) this.#options.stage.point(from, { element, x, y });
  }

  #label(element: Element): string {
    return maskCards(this.#performer.label(element));
  }

  #isController({ agent }: Pointing): boolean {
    const people = this.#options.session()?.people ?? [];
    return people.some((person) => person.agent === agent && person.grants.includes(GrantControl));
  }
}

/** An address as it may be told: without query and fragment. */
function pathOf(address: string): string {
  const { origin, pathname } = new URL(address, document.baseURI);
  return origin + pathname;
}

function sightOf({ capture }: ControlOptions["mirroring"], addressed: Addressed): Sight {
  return {
    locate: (epoch, node) => addressed.locate(epoch, node),
    isHidden: (_epoch, node) => capture.isHidden(node),
    actionAllowed: (el, kind) => capture.actionAllowed(el, kind),
    closedRoot: (host) => capture.closedRoot(host),
    facts: (node) => capture.facts(node),
    attribute: (el, name) => capture.attribute(el, name),
  };
}

/** Lets the agent who holds Full Control act in this page until `stop`. */
export function startControl(options: ControlOptions): { stop(): void } {
  return new Control(options);
}
