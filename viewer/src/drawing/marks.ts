// The agent's annotations as data: growing, anchored to elements, told to the customer as they grow (A16).

import { around, type Box, fromFractions, type Spot, toFractions } from "@samepage/mirror/annotate";
import {
  AnnotateClear,
  AnnotateDraw,
  type AnnotateDrawBody,
  type AnnotateRefBody,
  type AnnotateTool,
  AnnotateUndo,
  type Link,
} from "@samepage/wire";

/** What marks ask of the replica. */
export interface Ground {
  /** Counts keyframes: ids of nodes mean something within one. */
  epoch(): number;
  boxOf(node: number): Box | null;
  anchorOf(bounds: Box): number;
  nodeAt(spot: Spot): number;
}

/** How a mark is drawn. */
export interface Pen {
  readonly tool: AnnotateTool;
  readonly colour: string;
  /** CSS px of the customer's page. */
  readonly width: number;
}

/** One annotation, with where it was when it was last looked at: a keyframe takes its element's id away. */
export interface Mark {
  readonly id: string;
  readonly pen: Pen;
  node: number;
  epoch: number;
  points: number[];
  spots: readonly Spot[];
  box: Box;
  /** Points that have been told already. */
  told: number;
}

/** Points in one message: 20 characters a point stay far below its 16 KB. */
const POINTS_A_MESSAGE = 400;
/** More points than this are not drawn: nobody draws for minutes in one stroke. */
const POINTS_MAX = 5_000;
/** Points nearer than this to the last one add nothing, in CSS px of the page. */
const LEAST_STEP = 2;
/** How far the line follows the hand, 0 to 1: less trembles less. */
const FOLLOWS = 0.6;

export class Marks {
  readonly #ground: Ground;
  readonly #link: Pick<Link, "send">;
  readonly #changed: () => void;
  #marks: Mark[] = [];
  #growing: Mark | null = null;
  #frame = 0;
  /** Tells this viewer's marks from those of the one before a reload. */
  readonly #name = crypto.getRandomValues(new Uint32Array(2)).join("");
  #count = 0;

  constructor(ground: Ground, link: Pick<Link, "send">, changed: () => void) {
    this.#ground = ground;
    this.#link = link;
    this.#changed = changed;
  }

  get all(): readonly Mark[] {
    return this.#marks;
  }

  /** Begins a stroke; null where there is no page. */
  begin(pen: Pen, spot: Spot): void {
    const node = this.#ground.nodeAt(spot);
    const box = this.#ground.boxOf(node);
    if (!box) return;
    this.#growing = this.#add(pen, node, box, [spot]);
    this.#tellSoon();
  }

  /** The hand has moved. */
  extend(spot: Spot): void {
    const mark = this.#growing;
    const last = mark?.spots.at(-1);
    if (!mark || !last || mark.spots.length >= POINTS_MAX) return;
    if (Math.hypot(spot.x - last.x, spot.y - last.y) < LEAST_STEP) return;
    if (mark.pen.tool === "freehand") {
      const next = { x: last.x + (spot.x - last.x) * FOLLOWS, y: last.y + (spot.y - last.y) * FOLLOWS };
      this.#put(mark, [...mark.spots, next]);
    } else {
      this.#put(mark, [mark.spots[0] as Spot, spot]);
      mark.told = 0; // both ends are told anew
    }
    this.#tellSoon();
  }

  /** The stroke is done: it hangs on the element that it is about from now on. */
  end(spot: Spot): void {
    const mark = this.#growing;
    if (!mark) return;
    this.#growing = null;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (mark.pen.tool === "freehand") this.#put(mark, [...mark.spots, spot]);
    this.#anchor(mark);
    mark.told = 0;
    this.#tell(mark, true);
    this.#changed();
  }

  /** Takes back the stroke that is being drawn. */
  cancel(): void {
    const mark = this.#growing;
    this.#growing = null;
    if (mark) this.remove(mark.id);
  }

  /** Marks a whole element. */
  highlight(pen: Pen, node: number): void {
    const box = this.#ground.boxOf(node);
    if (!box) return;
    this.#tell(this.#add(pen, node, box, []), true);
  }

  /** The highlight that an element has. */
  highlightOf(node: number): Mark | undefined {
    const epoch = this.#ground.epoch();
    return this.#marks.find((m) => m.pen.tool === "highlight" && m.node === node && m.epoch === epoch);
  }

  undo(): void {
    const last = this.#marks.at(-1);
    if (last) this.remove(last.id);
  }

  remove(id: string): void {
    this.#link.send<AnnotateRefBody>({ kind: AnnotateUndo, id });
    this.#drop(new Set([id]));
  }

  clear(): void {
    if (this.#marks.length === 0) return;
    this.#link.send<AnnotateRefBody>({ kind: AnnotateClear });
    this.#drop(null);
  }

  /** They are off the customer's page already; an empty list means all. */
  gone(ids: readonly string[]): void {
    this.#drop(ids.length > 0 ? new Set(ids) : null);
  }

  /** Looks where the marks are now; those whose element has got another id find it again by their place. */
  settle(): void {
    const epoch = this.#ground.epoch();
    for (const mark of this.#marks) {
      if (mark.epoch !== epoch) this.#anchor(mark);
      const box = mark.epoch === epoch ? this.#ground.boxOf(mark.node) : null;
      if (!box) continue;
      mark.box = box;
      mark.spots = fromFractions(mark.points, box);
    }
  }

  #add(pen: Pen, node: number, box: Box, spots: readonly Spot[]): Mark {
    const mark: Mark = {
      id: `${this.#name}-${++this.#count}`,
      pen,
      node,
      epoch: this.#ground.epoch(),
      points: toFractions(spots, box),
      spots,
      box,
      told: 0,
    };
    this.#marks.push(mark);
    this.#changed();
    return mark;
  }

  #put(mark: Mark, spots: readonly Spot[]): void {
    mark.points = [
      ...mark.points.slice(0, 2 * (spots.length - 1)),
      ...toFractions(spots.slice(-1), mark.box),
    ];
    mark.spots = spots;
    this.#changed();
  }

  #anchor(mark: Mark): void {
    const bounds = mark.pen.tool === "highlight" ? mark.box : aboutOf(mark);
    const node = this.#ground.anchorOf(bounds);
    const box = this.#ground.boxOf(node);
    if (!box) return;
    mark.points = toFractions(mark.spots, box);
    Object.assign(mark, { node, box, epoch: this.#ground.epoch() });
  }

  #tellSoon(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#growing) this.#tell(this.#growing, false);
    });
  }

  #tell(mark: Mark, done: boolean): void {
    const total = mark.points.length / 2;
    do {
      const offset = mark.told;
      const until = Math.min(total, offset + POINTS_A_MESSAGE);
      mark.told = until;
      this.#link.send<AnnotateDrawBody>({
        kind: AnnotateDraw,
        id: mark.id,
        epoch: mark.epoch,
        node: mark.node,
        ...mark.pen,
        points: mark.points.slice(2 * offset, 2 * until),
        offset,
        done: done && until === total,
      });
    } while (mark.told < total);
  }

  #drop(ids: ReadonlySet<string> | null): void {
    this.#marks = ids ? this.#marks.filter((mark) => !ids.has(mark.id)) : [];
    if (this.#growing && !this.#marks.includes(this.#growing)) this.#growing = null;
    this.#changed();
  }
}

/** What a mark is about: an arrow its tip, everything else what it is around. */
function aboutOf({ pen, spots, box }: Mark): Box {
  const tip = spots.at(-1);
  if (pen.tool === "arrow" && tip) return { left: tip.x, top: tip.y, width: 0, height: 0 };
  return around(spots) ?? box;
}
