// The hand of the agent who controls the page (A9): presses, wheel and touch, addressed by element and point.
import type { PickerField } from "@samepage/mirror/apply";
import type { Reason } from "../words/index.ts";
import { Clicks } from "./clicks.ts";
import { modifiersOf, type Systems } from "./modifiers.ts";
import type { Outbox, Place } from "./outbox.ts";
import type { Aim, Tool } from "./tool.ts";
import { Touch } from "./touch.ts";
import { pxOf, type Turned, WheelSum } from "./wheel.ts";

/** Buttons that are pressed in the page; the browser's own back and forward are not. */
const LAST_BUTTON = 2;

export interface ControlOptions {
  readonly outbox: Outbox;
  aim(place: Place): Aim | null;
  /** Makes sure that an aim knows where its element is for the customer now. */
  settle(): void;
  /** The field under the aim that is set by a picker. */
  fieldAt(aim: Aim): PickerField | null;
  pick(field: PickerField, place: Place): void;
  refuse(reason: Reason, place: Place): void;
  /** Sends the last movement that waits for its frame. */
  flushMoves(): void;
  /** Keys go to the page from now on. */
  type(place: Place): void;
  systems(): Systems;
  /** Whether a live picture stands there to be worked on. */
  live(): boolean;
  /** Scale of the picture: fingers move the page by what they cover of it. */
  scale(): number;
}

export class ControlTool implements Tool {
  readonly cursor = "default";
  readonly #options: ControlOptions;
  readonly #clicks = new Clicks();
  readonly #wheel: WheelSum;
  readonly #touch: Touch;
  /** The button that is down in the page, with the aim of its last event. */
  #held: { button: number; count: number; aim: Aim } | null = null;

  constructor(options: ControlOptions) {
    this.#options = options;
    this.#wheel = new WheelSum((turned) => this.#scroll(turned));
    this.#touch = new Touch({
      tap: (event, button) => this.#tap(event, button),
      scroll: (dx, dy, event) => this.#wheel.add(dx / options.scale(), dy / options.scale(), event),
    });
  }

  down(event: PointerEvent): boolean {
    if (event.pointerType === "touch") {
      this.#touch.down(event);
      return true;
    }
    return this.#press(event, event.button);
  }

  move(event: PointerEvent): void {
    this.#touch.move(event);
    if (!this.#held) return;
    const aim = this.#options.aim(placeOf(event));
    if (aim) this.#held.aim = aim;
  }

  up(event: PointerEvent): void {
    if (event.pointerType === "touch") return this.#touch.up(event);
    if (event.button === this.#held?.button) this.#release(event);
  }

  cancel(): void {
    this.#touch.cancel();
    this.#wheel.clear();
    const held = this.#held;
    this.#held = null;
    if (!held) return;
    const { button, count, aim } = held;
    this.#options.outbox.press(aim.point, { phase: "cancel", button, count, modifiers: 0 }, aim.place);
  }

  wheel(event: WheelEvent): void {
    const { dx, dy } = pxOf(event);
    this.#wheel.add(dx, dy, event);
  }

  /** Presses and releases at once: the keyboard's Enter on an element (A21). */
  click(aim: Aim): boolean {
    if (!this.#mayPress(aim)) return false;
    const field = this.#options.fieldAt(aim);
    if (field) this.#pick(field, aim.place);
    else
      for (const phase of ["down", "up"] as const)
        this.#options.outbox.press(aim.point, { phase, button: 0, count: 1, modifiers: 0 }, aim.place);
    return !field;
  }

  #tap(event: PointerEvent, button: 0 | 2): void {
    if (this.#press(event, button)) this.#release(event);
  }

  #press(event: PointerEvent, button: number): boolean {
    const place = placeOf(event);
    this.#options.settle();
    const aim = this.#options.aim(place);
    if (!aim || button > LAST_BUTTON || this.#held) return false;
    if (!this.#mayPress(aim)) return false;
    const field = button === 0 ? this.#options.fieldAt(aim) : null;
    if (field && !isSlid(field)) {
      this.#pick(field, place);
      return false;
    }
    this.#options.flushMoves();
    this.#wheel.flush();
    const count = this.#clicks.count(button, place.x, place.y, event.timeStamp);
    this.#held = { button, count, aim };
    const modifiers = modifiersOf(event, this.#options.systems());
    this.#options.outbox.press(aim.point, { phase: "down", button, count, modifiers }, place);
    this.#options.type(place);
    return true;
  }

  #release(event: PointerEvent): void {
    const held = this.#held;
    if (!held) return;
    this.#held = null;
    this.#options.flushMoves();
    const { button, count } = held;
    const aim = this.#options.aim(placeOf(event)) ?? held.aim;
    const modifiers = modifiersOf(event, this.#options.systems());
    this.#options.outbox.press(aim.point, { phase: "up", button, count, modifiers }, aim.place);
  }

  /** What the customer does not see is brought into their view first; what they do not have is refused (A14). */
  #mayPress({ point, place, presence }: Aim): boolean {
    if (!this.#options.live()) {
      this.#options.refuse("not_live", place);
      return false;
    }
    if (presence === "absent") {
      this.#options.refuse("off_screen", place);
      return false;
    }
    if (presence === "outside") this.#options.outbox.reveal(point.node, place);
    return true;
  }

  #pick(field: PickerField, place: Place): void {
    if (field.disabled) return this.#options.refuse("disabled", place);
    if (field.readOnly) return this.#options.refuse("not_editable", place);
    this.#options.pick(field, place);
  }

  #scroll({ dx, dy, event }: Turned): void {
    const place = placeOf(event);
    const aim = this.#options.aim(place);
    if (!aim) return;
    this.#options.outbox.wheel(aim.point, dx, dy, modifiersOf(event, this.#options.systems()), place);
  }
}

/** A range's knob goes with the pointer; a picker of it is for the keyboard alone. */
function isSlid(field: PickerField): boolean {
  return field.kind === "value" && field.type === "range";
}

function placeOf(event: MouseEvent): Place {
  return { x: event.clientX, y: event.clientY };
}
