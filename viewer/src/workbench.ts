// Everything that the agent does with the picture: pointing, controlling, drawing, reading by keyboard. Joins the
// tools to the replica and to the customer's page; decides which tool is in the hand.

import type { Box } from "@samepage/mirror/annotate";
import type { Environment } from "@samepage/mirror/apply";
import {
  type FromViewer,
  GrantAnnotate,
  GrantControl,
  GrantPoint,
  type Link,
  type SessionStateBody,
  type ToViewer,
} from "@samepage/wire";
import { Answers } from "./answers.ts";
import { DrawTool } from "./drawing/draw-tool.ts";
import { Marks, type Pen } from "./drawing/marks.ts";
import type { Feed } from "./feed.ts";
import { ControlTool } from "./input/control.ts";
import { Hand } from "./input/hand.ts";
import { LookTool } from "./input/look.ts";
import { isApple, modifiersOf, type Systems } from "./input/modifiers.ts";
import { Outbox, type Place } from "./input/outbox.ts";
import { Typing } from "./input/typing.ts";
import { pxOf } from "./input/wheel.ts";
import { type Drawing, Layer } from "./layer.ts";
import { Line } from "./line.ts";
import { Painting } from "./painting.ts";
import { openPicker } from "./pickers/open-picker.ts";
import type { Panel } from "./pickers/panel.ts";
import { PointerTracker } from "./pointer.ts";
import { Reader } from "./reading/reader.ts";
import { Aiming } from "./seeing/aiming.ts";
import { TrueView } from "./seeing/true-view.ts";
import type { Stage } from "./stage.ts";
import { type Reason, type Words, wordsOf } from "./words/index.ts";

export interface WorkbenchOptions {
  readonly stage: Stage;
  readonly feed: Feed;
  readonly link: Link;
  tell(message: FromViewer): void;
  /** Whether a live picture stands there to be worked on. */
  live(): boolean;
}

export class Workbench {
  readonly #options: WorkbenchOptions;
  readonly #outbox: Outbox;
  readonly #pointer: PointerTracker;
  readonly #hand: Hand;
  readonly #control: ControlTool;
  readonly #looking: LookTool;
  readonly #draw: DrawTool;
  readonly #marks: Marks;
  readonly #typing: Typing;
  readonly #reader: Reader;
  readonly #answers: Answers;
  readonly #trueView: TrueView;
  readonly #aiming: Aiming;
  readonly #painting: Painting;
  readonly #line: Line;
  #picker: Panel | null = null;
  #words = wordsOf("en");
  #grants: readonly string[] = [];
  #me = "";
  #customerApple = false;
  /** The pen in the hand; null for none. */
  #pen: Pen | null = null;
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
    this.#pointer = this.#makePointer();
    this.#marks = this.#makeMarks();
    this.#control = this.#makeControl();
    this.#looking = new LookTool({
      why: () => this.#whyDead(),
      refuse: (reason, place) => this.#refuse(reason, place),
    });
    this.#draw = this.#makeDraw();
    this.#typing = this.#makeTyping();
    this.#reader = this.#makeReader();
    this.#answers = this.#makeAnswers();
    this.#hand = new Hand({
      overlay: stage.overlay,
      tool: this.#looking,
      scrollOwn: (event) => this.#scrollOwn(event),
    });
  }

  /** Takes what the console says about tools. */
  take(message: ToViewer): void {
    switch (message.type) {
      case "theme":
        return this.#speak(wordsOf(message.language ?? "en"));
      case "trueView":
        return this.#trueView.set(message.on);
      case "tool":
        return this.#takeTool(message);
      case "annotateUndo":
        return this.#marks.undo();
      case "annotateClear":
        return this.#marks.clear();
      case "reveal":
        return this.#reveal();
      case "nav":
        return this.#outbox.step(message.to, this.#place());
      case "go":
        return this.#outbox.go(message.url, this.#place());
      case "paste":
        return this.#outbox.text(message.text, "paste", this.#place());
      case "focus":
        return this.#reader.focus();
      default:
        return; // the viewer's own business
    }
  }

  /** What the agent may do now. */
  allowed(session: SessionStateBody, me: string): void {
    this.#me = me;
    this.#grants = session.people.find((person) => person.agent === me)?.grants ?? [];
    this.#customerApple = isApple(session.client?.os ?? "");
    this.#pointer.enable(this.#has(GrantPoint));
    if (!this.#has(GrantControl)) this.#laidDown();
    this.#choose();
  }

  /** The keys that leave the picture were pressed. */
  leave(): void {
    this.#picker?.close();
    this.#typing.blur();
    this.#options.tell({ type: "leave" });
  }

  /** Whether keys go to the customer's page now, so that single signs are no shortcuts. */
  get typing(): boolean {
    return this.#typing.focused || this.#picker !== null;
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

  /** A keyframe begins: numbers of elements mean something else from now on. */
  renewed(): void {
    this.#outbox.epoch = this.#options.feed.epoch;
    this.#picker?.close();
    this.#reader.forget();
    this.#aiming.pointedAt(null);
  }

  /** The customer went to another page: what hung on the old one is gone. */
  paged(): void {
    this.#outbox.clear();
    this.#answers.reset();
    this.#line.hide();
  }

  destroy(): void {
    this.#picker?.close();
    for (const part of [
      this.#hand,
      this.#pointer,
      this.#typing,
      this.#reader,
      this.#answers,
      this.#trueView,
      this.#painting,
      this.#line,
    ])
      part.destroy();
    this.#outbox.clear();
  }

  #makePointer(): PointerTracker {
    return new PointerTracker({
      overlay: this.#options.stage.overlay,
      aim: (place) => this.#aiming.at(place),
      move: (aim, held) => {
        this.#outbox.point(aim.point);
        this.#aiming.pointedAt(aim);
        if (!this.#has(GrantControl) || this.#pen || aim.presence !== "seen") return;
        const { node, rx, ry } = aim.point;
        const moved = `${this.#outbox.epoch}/${node}/${rx}/${ry}`;
        if (moved === this.#moved) return; // the page moved, not the agent
        this.#moved = moved;
        this.#outbox.move(aim.point, modifiersOf(held, this.#systems()));
      },
      leave: () => this.#outbox.unpoint(),
    });
  }

  #makeMarks(): Marks {
    const { feed, link } = this.#options;
    const ground = {
      epoch: () => feed.epoch,
      boxOf: (node: number) => feed.replica.boxOf(node),
      anchorOf: (bounds: Box) => feed.replica.anchorOf(bounds),
      nodeAt: ({ x, y }: Place) => feed.replica.nodeIdAt(x, y)?.node ?? 0,
    };
    return new Marks(ground, link, () => this.#marked());
  }

  #makeControl(): ControlTool {
    const { feed, stage } = this.#options;
    return new ControlTool({
      outbox: this.#outbox,
      aim: (place) => this.#aiming.at(place),
      fieldAt: ({ point }) => feed.replica.fieldOf(point.node),
      pick: (field, place) => {
        this.#picker = openPicker(field, {
          root: stage.root,
          place,
          words: this.#words.picker,
          picked: (picked) => this.#outbox.pick(field.node, picked, place),
          closed: () => {
            this.#picker = null;
          },
        });
      },
      refuse: (reason, place) => this.#refuse(reason, place),
      flushMoves: () => this.#pointer.flush(),
      type: (place) => this.#typing.focus(place),
      systems: () => this.#systems(),
      scale: () => stage.scale,
    });
  }

  #makeDraw(): DrawTool {
    const { stage, feed } = this.#options;
    return new DrawTool(
      {
        marks: this.#marks,
        spot: ({ x, y }) => stage.toFrame(x, y),
        nodeAt: ({ x, y }) => feed.replica.nodeIdAt(x, y)?.node ?? 0,
        whyNot: () => {
          if (!this.#options.live()) return "not_live";
          return this.#has(GrantAnnotate) ? null : "no_drawing";
        },
        refuse: (reason, place) => this.#refuse(reason, place),
      },
      { tool: "freehand", colour: "", width: 0 },
    );
  }

  #makeTyping(): Typing {
    return new Typing({
      root: this.#options.stage.root,
      key: (key) => this.#outbox.key(key, this.#place()),
      text: (text, source) => this.#outbox.text(text, source, this.#place()),
      copy: (cut) => this.#outbox.copy(cut, this.#place()),
      systems: () => this.#systems(),
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

  #takeTool({ tool, colour, width }: ToViewer & { type: "tool" }): void {
    this.#pen = tool === "" ? null : { tool, colour, width };
    if (this.#pen) this.#draw.pen = this.#pen;
    this.#choose();
  }

  /** The tool that grants and pen put into the hand. */
  #choose(): void {
    if (this.#pen) this.#hand.take(this.#draw);
    else this.#hand.take(this.#has(GrantControl) ? this.#control : this.#looking);
  }

  /** Control is gone: nothing of it goes on. */
  #laidDown(): void {
    this.#outbox.clear();
    this.#answers.reset();
    this.#picker?.close();
    if (this.#typing.focused) this.#reader.focus();
  }

  #has(grant: string): boolean {
    return this.#grants.includes(grant);
  }

  #systems(): Systems {
    return { agentApple: isApple(navigator.platform), customerApple: this.#customerApple };
  }

  #whyDead(): Reason {
    if (!this.#options.live()) return "not_live";
    return this.#has(GrantPoint) ? "pointer_mode" : "view_mode";
  }

  #refuse(reason: Reason, place: Place): void {
    this.#line.say(this.#words.refused[reason], place);
  }

  /** Where a line about keys is read: at the pointer, else in the middle of the picture. */
  #place(): Place {
    const { width, height } = this.#options.stage.pane;
    return this.#pointer.place ?? { x: width / 2, y: height / 2 };
  }

  #reveal(): void {
    const node = this.#aiming.outside || this.#reader.node;
    if (node) this.#outbox.reveal(node, this.#place());
  }

  #scrollOwn(event: WheelEvent): boolean {
    const spot = this.#options.stage.toFrame(event.clientX, event.clientY);
    const { dx, dy } = pxOf(event);
    return spot ? this.#trueView.scroll(spot.x, spot.y, dx, dy) : !this.#trueView.on;
  }

  /** The keyboard is at an element: the customer sees the agent's pointer there (A7, A21). */
  #read(node: number): void {
    const aim = node ? this.#aiming.middleOf(node) : null;
    this.#aiming.pointedAt(aim);
    this.#painting.soon();
    if (!this.#has(GrantPoint)) return;
    if (aim) this.#outbox.point(aim.point);
    else this.#outbox.unpoint();
  }

  #act(node: number): void {
    const aim = this.#aiming.middleOf(node);
    if (!aim) return this.#refuse("off_screen", this.#place());
    if (!this.#has(GrantControl)) return this.#refuse(this.#whyDead(), aim.place);
    const pressed = this.#control.click(aim);
    if (pressed && this.#options.feed.replica.isEditable(node)) this.#typing.focus(aim.place);
  }

  #marked(): void {
    this.#painting.soon();
    this.#options.tell({ type: "annotations", count: this.#marks.all.length });
  }

  #speak(words: Words): void {
    this.#words = words;
    this.#reader.relabel();
    this.#typing.label(words.reading.typing);
  }

  #look(): Drawing {
    this.#marks.settle();
    const seen = this.#trueView.seen();
    return {
      marks: this.#marks.all,
      seen: seen && { box: seen, words: this.#words.seeing.customerSees },
      veils: this.#trueView.veils(),
      reading: this.#options.feed.replica.boxOf(this.#reader.node),
    };
  }
}
