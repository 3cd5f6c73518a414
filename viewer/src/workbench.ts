// Everything that the agent does with the picture: pointing, controlling, drawing, reading by keyboard. Joins the
// parts to the replica and to the customer's page.
import type { Box } from "@samepage/mirror/annotate";
import type { Environment } from "@samepage/mirror/apply";
import {
  type FromViewer,
  GrantControl,
  GrantPoint,
  type Link,
  type SessionStateBody,
  type ToViewer,
} from "@samepage/wire";
import { Answers } from "./answers.ts";
import { Marks } from "./drawing/marks.ts";
import type { Feed } from "./feed.ts";
import { type Held, modifiersOf } from "./input/modifiers.ts";
import { Outbox, type Place } from "./input/outbox.ts";
import type { Aim } from "./input/tool.ts";
import { Typing } from "./input/typing.ts";
import { type Drawing, Layer } from "./layer.ts";
import { Line } from "./line.ts";
import { Painting } from "./painting.ts";
import { PointerTracker } from "./pointer.ts";
import { Reader } from "./reading/reader.ts";
import { Aiming } from "./seeing/aiming.ts";
import { openLists } from "./seeing/open-list.ts";
import { TrueView } from "./seeing/true-view.ts";
import type { Stage } from "./stage.ts";
import { Toolbox } from "./toolbox.ts";
import { type Words, wordsOf } from "./words/index.ts";

export interface WorkbenchOptions {
  readonly stage: Stage;
  readonly feed: Feed;
  readonly link: Pick<Link, "send" | "onMessage">;
  tell(message: FromViewer): void;
  /** Whether a live picture stands there to be worked on. */
  live(): boolean;
}

export class Workbench {
  readonly #options: WorkbenchOptions;
  readonly #outbox: Outbox;
  readonly #pointer: PointerTracker;
  readonly #tools: Toolbox;
  readonly #marks: Marks;
  readonly #typing: Typing;
  readonly #reader: Reader;
  readonly #answers: Answers;
  readonly #trueView: TrueView;
  readonly #aiming: Aiming;
  readonly #painting: Painting;
  readonly #line: Line;
  #words = wordsOf("en");
  #me = "";
  /** The last movement that the page was told. */
  #moved = "";

  constructor(options: WorkbenchOptions) {
    this.#options = options;
    const { stage, link, feed } = options;
    this.#outbox = new Outbox(link);
    this.#line = new Line(stage.root);
    this.#painting = new Painting(new Layer(stage.sheet), () => this.#look());
    stage.sheet.append(stage.overlay); // above what is drawn
    this.#trueView = new TrueView({
      stage,
      replica: feed.replica,
      differs: (differs) => options.tell({ type: "layout", differs }),
      changed: () => this.#painting.soon(),
    });
    this.#aiming = new Aiming(stage, feed, this.#trueView, options.tell);
    this.#marks = this.#makeMarks();
    this.#pointer = new PointerTracker({
      overlay: stage.overlay,
      aim: (place) => this.#aiming.at(place),
      move: (aim, held) => this.#move(aim, held),
      leave: () => {
        this.#outbox.unpoint();
        this.#aiming.pointedAt(null);
      },
    });
    this.#typing = this.#makeTyping();
    this.#tools = this.#makeTools();
    this.#reader = this.#makeReader();
    this.#answers = this.#makeAnswers();
  }

  /** Takes what the console says about tools. */
  take(message: ToViewer): void {
    switch (message.type) {
      case "theme":
        return this.#speak(wordsOf(message.language ?? "en"));
      case "trueView":
        return this.#trueView.set(message.on);
      case "tool":
        return this.#tools.take(message);
      case "annotateUndo":
        return this.#marks.undo();
      case "annotateClear":
        return this.#marks.clear();
      case "reveal":
        return this.#reveal();
      case "focus":
        return this.#reader.focus();
      default:
        return; // the viewer's own business
    }
  }

  /** What the agent may do now. */
  allowed(session: SessionStateBody, me: string): void {
    const hadControl = this.#tools.has(GrantControl);
    const grants = session.people.find((person) => person.agent === me)?.grants ?? [];
    this.#me = me;
    this.#tools.allowed(grants, session.client?.os ?? "");
    this.#pointer.enable(this.#tools.has(GrantPoint));
    if (hadControl && !this.#tools.has(GrantControl)) this.#laidDown();
  }

  /** The keys that leave the picture were pressed. */
  leave(): void {
    this.#tools.closePicker();
    this.#typing.blur();
    this.#options.tell({ type: "leave" });
  }

  /** Whether keys go to the customer's page or a picker now, so that single signs are no shortcuts. */
  get typing(): boolean {
    return this.#typing.focused || this.#tools.picking;
  }

  viewport(viewport: Environment): void {
    this.#trueView.resized(viewport);
  }

  paned(): void {
    this.#trueView.paned();
  }

  /** The picture shows something else than before. */
  shown(): void {
    this.#pointer.refresh();
    this.#trueView.moved();
    this.#painting.soon();
  }

  /**
   * A keyframe begins: numbers of elements mean something else from now on.
   * @param another it is the first of another stream: the page was left, or another tab is shown
   */
  renewed(another: boolean): void {
    this.#outbox.epoch = this.#options.feed.epoch;
    this.#tools.closePicker();
    this.#reader.forget();
    this.#aiming.renewed();
    if (!another || this.#marks.all.length === 0) return;
    this.#marks.clear(); // told to the page as well: after a lost connection it may be the same one
    this.#options.tell({ type: "annotations", count: 0, gone: "left" });
  }

  /** The customer went to another page: what hung on the old one is gone. */
  paged(): void {
    this.#outbox.clear();
    this.#answers.reset();
    this.#line.hide();
    this.#trueView.paged();
  }

  destroy(): void {
    const parts = [
      this.#tools,
      this.#pointer,
      this.#typing,
      this.#reader,
      this.#answers,
      this.#trueView,
      this.#painting,
      this.#line,
    ];
    for (const part of parts) part.destroy();
    this.#outbox.clear();
  }

  #makeMarks(): Marks {
    const { feed, link } = this.#options;
    const ground = {
      epoch: () => feed.epoch,
      boxOf: (node: number) => feed.replica.boxOf(node),
      anchorOf: (bounds: Box) => feed.replica.anchorOf(bounds),
      nodeAt: ({ x, y }: Place) => feed.replica.nodeIdAt(x, y)?.node ?? 0,
    };
    return new Marks(ground, link, () => {
      this.#painting.soon();
      this.#options.tell({ type: "annotations", count: this.#marks.all.length });
    });
  }

  #makeTyping(): Typing {
    return new Typing({
      root: this.#options.stage.root,
      key: (key) => this.#acting((place) => this.#outbox.key(key, place)),
      text: (text, source) => this.#acting((place) => this.#outbox.text(text, source, place)),
      copy: (cut) => this.#acting((place) => this.#outbox.copy(cut, place)),
      systems: () => this.#tools.systems(),
    });
  }

  #makeTools(): Toolbox {
    return new Toolbox({
      stage: this.#options.stage,
      feed: this.#options.feed,
      outbox: this.#outbox,
      marks: this.#marks,
      aiming: this.#aiming,
      trueView: this.#trueView,
      words: () => this.#words,
      say: (text, place) => this.#line.say(text, place),
      live: () => this.#options.live(),
      flushMoves: () => this.#pointer.flush(),
      type: (place) => this.#typing.focus(place),
    });
  }

  #makeReader(): Reader {
    return new Reader({
      root: this.#options.stage.root,
      replica: this.#options.feed.replica,
      words: () => this.#words,
      presence: (node) => this.#aiming.middleOf(node)?.presence ?? "absent",
      moved: (node) => this.#read(node),
      act: (node) => this.#act(node),
      leave: () => this.leave(),
    });
  }

  #makeAnswers(): Answers {
    return new Answers({
      link: this.#options.link,
      words: () => this.#words,
      placeOf: (ref) => this.#outbox.placeOf(ref),
      say: (text, place) => this.#line.say(text, place),
      tell: (message) => this.#options.tell(message),
      gone: (ids, why) => {
        this.#marks.gone(ids);
        this.#options.tell({ type: "annotations", count: this.#marks.all.length, gone: why });
      },
      isMe: (agent) => agent === this.#me,
    });
  }

  /** The pointer is somewhere else: the customer sees it, and what is below it is hovered with control (A7, A9). */
  #move(aim: Aim, held: Held): void {
    this.#outbox.point(aim.point);
    this.#aiming.pointedAt(aim);
    if (!this.#tools.controlling || aim.presence !== "seen") return;
    const { node, rx, ry } = aim.point;
    const moved = `${this.#outbox.epoch}/${node}/${rx}/${ry}`;
    if (moved === this.#moved) return; // the page moved, not the agent
    this.#moved = moved;
    this.#outbox.move(aim.point, modifiersOf(held, this.#tools.systems()));
  }

  /** The keyboard is at an element: the customer sees the agent's pointer there (A7, A21). */
  #read(node: number): void {
    const aim = node ? this.#aiming.middleOf(node) : null;
    this.#aiming.pointedAt(aim);
    this.#painting.soon();
    if (!this.#tools.has(GrantPoint)) return;
    if (aim) this.#outbox.point(aim.point);
    else this.#outbox.unpoint();
  }

  #act(node: number): void {
    const aim = this.#aiming.middleOf(node);
    if (!aim) return this.#tools.refuse("off_screen", this.#place());
    const pressed = this.#tools.act(aim);
    if (pressed && this.#options.feed.replica.isEditable(node)) this.#typing.focus(aim.place);
  }

  #reveal(): void {
    const node = this.#reader.node || this.#aiming.outside;
    if (node) this.#acting((place) => this.#outbox.reveal(node, place));
  }

  /** Acts by keyboard or by the console, where there is a page to act on. */
  #acting(act: (place: Place) => void): void {
    const place = this.#place();
    if (this.#options.live()) act(place);
    else this.#tools.refuse("not_live", place);
  }

  /** Control is gone: nothing of it goes on. */
  #laidDown(): void {
    this.#outbox.clear();
    this.#answers.reset();
    if (this.#typing.focused) this.#reader.focus();
  }

  /** Where a line about keys is read: at the pointer, else in the middle of the picture. */
  #place(): Place {
    const { width, height } = this.#options.stage.pane;
    return this.#pointer.place ?? { x: width / 2, y: height / 2 };
  }

  #speak(words: Words): void {
    this.#words = words;
    this.#reader.relabel();
    this.#typing.label(words.reading.typing);
  }

  #look(): Drawing {
    this.#marks.settle();
    return {
      marks: this.#marks.all,
      seen: this.#trueView.seen(),
      seenWords: this.#words.seeing.customerSees,
      veils: this.#trueView.veils(),
      lists: this.#tools.picking ? [] : openLists(this.#options.feed.replica),
      caret: this.#options.feed.replica.caret(),
      pointer: this.#options.feed.replica.pointer(),
      reading: this.#options.feed.replica.boxOf(this.#reader.node),
    };
  }
}
