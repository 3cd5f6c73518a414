// The hand that draws annotations (A16).
import type { Spot } from "@samepage/mirror/annotate";
import type { Place } from "../input/outbox.ts";
import type { Tool } from "../input/tool.ts";
import type { Reason } from "../words/index.ts";
import type { Marks, Pen } from "./marks.ts";

/** A press that moves less than this is a click, in CSS px of the viewer. */
const CLICK_PX = 4;

/** Where the pointer went down, in the window and in the page. */
interface Press {
  readonly place: Place;
  readonly spot: Spot;
}

export interface DrawOptions {
  readonly marks: Marks;
  /** A place of the overlay in the replica's viewport; null outside. */
  spot(place: Place): Spot | null;
  nodeAt(spot: Spot): number;
  /** Why nothing may be drawn now; null where it may. */
  whyNot(): Reason | null;
  refuse(reason: Reason, place: Place): void;
}

export class DrawTool implements Tool {
  readonly cursor = "crosshair";
  readonly #options: DrawOptions;
  #pen: Pen = { tool: "freehand", colour: "", width: 0 };
  #down: Press | null = null;
  #drawing = false;

  constructor(options: DrawOptions) {
    this.#options = options;
  }

  /** What is drawn with from now on. */
  set pen(pen: Pen) {
    this.#pen = pen;
  }

  down(event: PointerEvent): boolean {
    const place = placeOf(event);
    const spot = this.#options.spot(place);
    if (!spot || event.button !== 0 || this.#down) return false;
    const why = this.#options.whyNot();
    if (why) {
      this.#options.refuse(why, place);
      return false;
    }
    this.#down = { place, spot };
    return true;
  }

  move(event: PointerEvent): void {
    const down = this.#down;
    if (!down) return;
    // the browser's own finer steps, where it tells them: a fast hand draws corners otherwise
    const steps = event.getCoalescedEvents?.() ?? [];
    for (const step of steps.length > 0 ? steps : [event]) this.#follow(down, step);
  }

  up(event: PointerEvent): void {
    const down = this.#down;
    if (!down || event.button !== 0) return;
    this.#down = null;
    if (!this.#drawing) return this.#click(down);
    this.#drawing = false;
    const spot = this.#options.spot(placeOf(event)) ?? this.#options.marks.all.at(-1)?.spots.at(-1);
    this.#options.marks.end(spot ?? down.spot);
  }

  cancel(): void {
    this.#down = null;
    this.#drawing = false;
    this.#options.marks.cancel();
  }

  wheel(event: WheelEvent): void {
    this.#options.refuse("wheel_mode", placeOf(event));
  }

  #follow(down: Press, event: PointerEvent): void {
    const place = placeOf(event);
    if (!this.#drawing) {
      const far = Math.hypot(place.x - down.place.x, place.y - down.place.y) > CLICK_PX;
      if (!far || this.#pen.tool === "highlight") return;
      this.#drawing = true;
      this.#options.marks.begin(this.#pen, down.spot);
    }
    const spot = this.#options.spot(place);
    if (spot) this.#options.marks.extend(spot);
  }

  /** Highlights an element, or takes its highlight away: what the keyboard draws with any pen (A21). */
  mark(node: number, place: Place): void {
    const why = this.#options.whyNot();
    if (why) return this.#options.refuse(why, place);
    const { marks } = this.#options;
    const standing = marks.highlightOf(node);
    if (standing) marks.remove(standing.id);
    else if (node) marks.highlight({ ...this.#pen, tool: "highlight" }, node);
  }

  /** A click highlights, or takes away what stands. */
  #click({ place, spot }: Press): void {
    if (this.#pen.tool === "highlight") this.mark(this.#options.nodeAt(spot), place);
    else this.#options.marks.clear();
  }
}

function placeOf(event: MouseEvent): Place {
  return { x: event.clientX, y: event.clientY };
}
