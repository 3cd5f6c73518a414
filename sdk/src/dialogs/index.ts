import type { DeviceViewport } from "@samepage/mirror/capture";
import type {
  AnnotateDrawBody,
  AnnotateRefBody,
  ConsentAskBody,
  SessionReceiptBody,
  SiteConfigBody,
} from "@samepage/wire";
import type { Annotations } from "../annotate/index.ts";
import type { Memory } from "../core/memory.ts";
import type {
  AskClosed,
  Ending,
  Sign,
  Stage,
  StageEvents,
  StepUpAnswer,
  StepUpQuestion,
} from "../core/stage.ts";
import type { Texts } from "../texts/types.ts";
import type { Shell } from "../ui/shell.ts";
import { Aftermath } from "./aftermath.ts";
import { Consent } from "./consent.ts";
import { dialogsCss } from "./dialogs-css.ts";
import { holdInputs } from "./held-inputs.ts";
import { measureDevice } from "./measure-device.ts";
import { drawingIn } from "./people.ts";
import type { Anchor } from "./pointers.ts";
import { wordsOf } from "./question-words.ts";
import { SignView } from "./sign-view.ts";
import { Spotlight, type SpotlightAt, spotlightWords } from "./spotlight.ts";
import { askStepUp } from "./step-up.ts";

/** What the stage calls, beyond the session's own events. */
export interface PageStageEvents extends StageEvents {
  /** Shows the customer what agents see (C11); calls back when that is over. */
  preview(back: () => void): void;
}

/** What the stage has to know of the site and remember in this tab. */
export interface PageStageContext {
  memory: Pick<Memory, "receipt">;
  site: Pick<SiteConfigBody, "feedback" | "receipt">;
}

/** Shows on the page what a session has to say. */
export class PageStage implements Stage {
  #shell: Shell;
  #texts: Texts;
  #events: PageStageEvents;
  #aftermath: Aftermath;
  #consent: Consent | undefined;
  #sign: SignView | undefined;
  #spotlight: Spotlight | undefined;
  #drawn: Annotations | undefined;
  #drawing: Promise<Annotations> | undefined;

  constructor(shell: Shell, texts: Texts, events: PageStageEvents, context: PageStageContext) {
    this.#shell = shell;
    this.#texts = texts;
    this.#events = events;
    this.#aftermath = new Aftermath({ ...context, shell, texts, send: (body) => events.send(body) });
    shell.style(dialogsCss);
  }

  ask(question: ConsentAskBody): void {
    if (this.#consent?.ask === question.ask) {
      this.#consent.renew(question);
      return;
    }
    this.#consent?.close();
    this.#consent = undefined;
    const words = wordsOf(question, this.#texts);
    if (!words) return;
    this.#aftermath.close();
    const [shell, texts, events] = [this.#shell, this.#texts, this.#events];
    this.#consent = new Consent({ shell, texts, question, words, events });
  }

  closeAsk(ask: string, reason: AskClosed): void {
    const consent = this.#consent;
    if (consent?.ask !== ask) return;
    this.#consent = undefined;
    consent.close();
    if (reason !== "answered") this.#aftermath.notify(consent.words.title, consent.words.closed(reason));
  }

  sign(sign: Sign | undefined): void {
    if (!sign) {
      this.#endSign();
      return;
    }
    this.#sign ??= new SignView({
      shell: this.#shell,
      texts: this.#texts,
      stop: () => this.#events.stop(),
      takeBack: () => this.#events.takeBack(),
      preview: (back) => this.#events.preview(back),
      drawn: () => this.#drawn?.describe(this.#texts) ?? [],
      unreachable: () => this.#events.unreachable(),
    });
    this.#sign.show(sign);
    this.#drawn?.keep(drawingIn(sign.session));
  }

  async signIsUp(): Promise<void> {
    await this.#sign?.isUp();
  }

  measureDevice(): DeviceViewport {
    return measureDevice(this.#shell.box);
  }

  point(from: { agent: string; name: string; colour: string }, at: Anchor | undefined): void {
    this.#sign?.pointers.point(from, at);
  }

  async stepUp(question: StepUpQuestion): Promise<StepUpAnswer> {
    return askStepUp(this.#shell, this.#texts, question);
  }

  readonly hold = holdInputs;

  spotlight(at: SpotlightAt | undefined): void {
    this.#spotlight?.remove();
    this.#spotlight = undefined;
    if (!at) return;
    const words = spotlightWords(at, this.#texts);
    this.#spotlight = new Spotlight({
      marks: this.#shell.marks,
      at,
      words,
      bar: () => this.#sign?.bar.el.getBoundingClientRect(),
      gone: () => this.spotlight(undefined),
    });
    this.#sign?.bar.say(words);
  }

  paused(on: boolean): void {
    this.#sign?.bar.paused(on);
  }

  annotate(body: AnnotateDrawBody | AnnotateRefBody, element: Element | null): void {
    const drawing = this.#drawing ?? this.#loadDrawing();
    drawing.then((annotations) => annotations.take(body, element), reportError);
  }

  ended(ending: Ending, session: string): void {
    this.#aftermath.ended(ending, session);
  }

  receipt(body: SessionReceiptBody): void {
    this.#aftermath.receipt(body);
  }

  destroy(): void {
    this.#consent?.close();
    this.#consent = undefined;
    this.#endSign();
    this.#aftermath.close();
  }

  #endSign(): void {
    this.spotlight(undefined);
    this.#drawing?.then((annotations) => annotations.destroy(), reportError);
    this.#drawing = undefined;
    this.#drawn = undefined;
    this.#sign?.destroy();
    this.#sign = undefined;
  }

  #loadDrawing(): Promise<Annotations> {
    const drawing = import("../annotate/index.ts").then(({ Annotations }) => {
      const annotations = new Annotations(this.#shell, (body) => this.#events.send(body));
      if (this.#drawing === drawing) this.#drawn = annotations;
      return annotations;
    });
    this.#drawing = drawing;
    return drawing;
  }
}
