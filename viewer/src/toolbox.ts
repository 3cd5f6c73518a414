// What is in the agent's hand: looking, controlling or drawing, as grants and the console's tools say.
import { GrantAnnotate, GrantControl, GrantPoint, type ToViewer } from "@samepage/wire";
import { DrawTool } from "./drawing/draw-tool.ts";
import type { Marks } from "./drawing/marks.ts";
import type { Feed } from "./feed.ts";
import { ControlTool } from "./input/control.ts";
import { Hand } from "./input/hand.ts";
import { LookTool } from "./input/look.ts";
import { isApple, type Systems } from "./input/modifiers.ts";
import type { Outbox, Place } from "./input/outbox.ts";
import type { Aim } from "./input/tool.ts";
import { pxOf } from "./input/wheel.ts";
import { openPicker } from "./pickers/open-picker.ts";
import type { Panel } from "./pickers/panel.ts";
import type { Aiming } from "./seeing/aiming.ts";
import type { TrueView } from "./seeing/true-view.ts";
import type { Stage } from "./stage.ts";
import type { Reason, Words } from "./words/index.ts";

export interface ToolboxOptions {
  readonly stage: Stage;
  readonly feed: Feed;
  readonly outbox: Outbox;
  readonly marks: Marks;
  readonly aiming: Aiming;
  readonly trueView: TrueView;
  words(): Words;
  say(text: string, place: Place): void;
  /** Whether a live picture stands there to be worked on. */
  live(): boolean;
  /** Sends the pointer's last movement that waits for its frame. */
  flushMoves(): void;
  /** Keys go to the page from now on. */
  type(place: Place): void;
}

export class Toolbox {
  readonly #options: ToolboxOptions;
  readonly #hand: Hand;
  readonly #looking: LookTool;
  readonly #control: ControlTool;
  readonly #draw: DrawTool;
  #picker: Panel | null = null;
  #drawing = false;
  #grants: readonly string[] = [];
  #customerApple = false;

  constructor(options: ToolboxOptions) {
    this.#options = options;
    this.#looking = new LookTool({
      why: () => this.whyDead(),
      refuse: (reason, place) => this.refuse(reason, place),
    });
    this.#control = this.#makeControl();
    this.#draw = this.#makeDraw();
    this.#hand = new Hand({
      overlay: options.stage.overlay,
      tool: this.#looking,
      scrollOwn: (event) => this.#scrollOwn(event),
    });
  }

  /** What the agent may do now, and what the customer's system is. */
  allowed(grants: readonly string[], customerSystem: string): void {
    this.#grants = grants;
    this.#customerApple = isApple(customerSystem);
    if (!this.has(GrantControl)) this.closePicker();
    this.#choose();
  }

  has(grant: string): boolean {
    return this.#grants.includes(grant);
  }

  /** Takes the pen of the console's tools, or lays it down. */
  take({ tool, colour, width }: ToViewer & { type: "tool" }): void {
    this.#drawing = tool !== "";
    if (tool !== "") this.#draw.pen = { tool, colour, width };
    this.#choose();
  }

  /** Whether the pointer operates the page now. */
  get controlling(): boolean {
    return this.has(GrantControl) && !this.#drawing;
  }

  get picking(): boolean {
    return this.#picker !== null;
  }

  closePicker(): void {
    this.#picker?.close();
  }

  /** Does by keyboard what the hand does; true where an element of the page was pressed. */
  act(aim: Aim): boolean {
    if (this.#drawing) {
      this.#draw.mark(aim.point.node, aim.place);
      return false;
    }
    if (this.has(GrantControl)) return this.#control.click(aim);
    this.refuse(this.whyDead(), aim.place);
    return false;
  }

  /** Why a press does nothing where the agent has no control. */
  whyDead(): Reason {
    if (!this.#options.live()) return "not_live";
    return this.has(GrantPoint) ? "pointer_mode" : "view_mode";
  }

  refuse(reason: Reason, place: Place): void {
    this.#options.say(this.#options.words().refused[reason], place);
  }

  systems(): Systems {
    return { agentApple: isApple(navigator.platform), customerApple: this.#customerApple };
  }

  destroy(): void {
    this.closePicker();
    this.#hand.destroy();
  }

  #choose(): void {
    if (this.#drawing) this.#hand.take(this.#draw);
    else this.#hand.take(this.has(GrantControl) ? this.#control : this.#looking);
  }

  #makeControl(): ControlTool {
    const { feed, stage, outbox, aiming, trueView, flushMoves, type, words, live } = this.#options;
    return new ControlTool({
      outbox,
      aim: (place) => aiming.at(place),
      settle: () => trueView.settle(),
      fieldAt: ({ point }) => feed.replica.fieldOf(point.node),
      pick: (field, place) => {
        this.#picker = openPicker(field, {
          root: stage.root,
          place,
          words: words().picker,
          picked: (picked) => outbox.pick(field.node, picked, place),
          closed: () => {
            this.#picker = null;
          },
        });
      },
      refuse: (reason, place) => this.refuse(reason, place),
      flushMoves,
      type,
      live,
      systems: () => this.systems(),
      scale: () => stage.scale,
    });
  }

  #makeDraw(): DrawTool {
    const { stage, feed, marks } = this.#options;
    return new DrawTool({
      marks,
      spot: ({ x, y }) => stage.toFrame(x, y),
      nodeAt: ({ x, y }) => feed.replica.nodeIdAt(x, y)?.node ?? 0,
      whyNot: () => {
        if (!this.#options.live()) return "not_live";
        return this.has(GrantAnnotate) ? null : "no_drawing";
      },
      refuse: (reason, place) => this.refuse(reason, place),
    });
  }

  #scrollOwn(event: WheelEvent): boolean {
    const { stage, trueView } = this.#options;
    const spot = stage.toFrame(event.clientX, event.clientY);
    const { dx, dy } = pxOf(event);
    return spot ? trueView.scroll(spot.x, spot.y, dx, dy) : !trueView.on;
  }
}
