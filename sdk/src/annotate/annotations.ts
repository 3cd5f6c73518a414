import {
  type AnnotateDrawBody,
  AnnotateGone,
  type AnnotateGoneBody,
  type AnnotateRefBody,
  type AnnotateTool,
} from "@samepage/wire";
import type { StageEvents } from "../core/stage.ts";
import { wordsFor } from "../dialogs/words.ts";
import type { Texts } from "../texts/types.ts";
import { eachFrame } from "../ui/each-frame.ts";
import type { Shell } from "../ui/shell.ts";
import { annotateCss } from "./annotate-css.ts";
import { Drawing } from "./drawing.ts";
import { Leaving, type Why } from "./leaving.ts";

const TOOLS: readonly string[] = ["freehand", "arrow", "box", "highlight"] satisfies AnnotateTool[];

const SVG = "http://www.w3.org/2000/svg";

/** Most annotations on the page; the oldest goes when one more comes. */
const MAX_DRAWINGS = 200;

/** What agents draw on the customer's page: over everything, and out of the way of every click (A16). */
export class Annotations {
  #svg = document.createElementNS(SVG, "svg");
  #drawings = new Map<string, Drawing>();
  #leaving: Leaving;
  #send: StageEvents["send"];
  #endFrames: (() => void) | undefined;

  constructor(shell: Shell, send: StageEvents["send"]) {
    this.#send = send;
    shell.style(annotateCss);
    this.#svg.setAttribute("class", "annotations");
    shell.marks.append(this.#svg);
    this.#leaving = new Leaving((why, of) => this.#take(why, (drawing) => of(drawing.element)));
  }

  /** Draws, or takes away what the agent takes back: the last word on an id is the agent's own. */
  take(body: AnnotateDrawBody | AnnotateRefBody, element: Element | null): void {
    const agent = body.from?.agent;
    if (!agent) return;
    if ("tool" in body) {
      if (isTool(body.tool)) this.#draw(body, body.tool, element);
    } else this.#drop((drawing) => drawing.agent === agent && (!body.id || drawing.id === body.id));
  }

  /** Takes away what others than these agents have drawn, and tells them. */
  keep(agents: readonly string[]): void {
    this.#take("cleared", (drawing) => !agents.includes(drawing.agent));
  }

  /** What is drawn, in words. */
  describe({ draws }: Texts): string[] {
    return [...this.#drawings.values()].map(({ tool, name, element }) =>
      draws[tool](name, wordsFor(element)),
    );
  }

  /** Takes everything away without a word. */
  destroy(): void {
    this.#drop(() => true);
    this.#leaving.stop();
    this.#svg.remove();
  }

  #draw(body: AnnotateDrawBody, tool: AnnotateTool, element: Element | null): void {
    const agent = body.from?.agent ?? "";
    const known = this.#drawings.get(body.id);
    if (known && known.agent !== agent) return;
    const anchor = element ?? known?.element;
    if (!anchor) {
      this.#tell(agent, [body.id], "anchor_gone");
      return;
    }
    const drawing = known ?? this.#begin(body, tool, anchor);
    if (drawing.element !== anchor || !known) this.#leaving.watch(anchor);
    drawing.grow(body, anchor);
    this.#endFrames ??= eachFrame(() => this.#place());
  }

  #begin(body: AnnotateDrawBody, tool: AnnotateTool, element: Element): Drawing {
    const [oldest] = this.#drawings.values();
    if (oldest && this.#drawings.size >= MAX_DRAWINGS) this.#take("cleared", (drawing) => drawing === oldest);
    const drawing = new Drawing(body, tool, element);
    this.#drawings.set(body.id, drawing);
    this.#svg.append(drawing.path);
    return drawing;
  }

  #place(): void {
    const lost = [...this.#drawings.values()].filter((drawing) => !drawing.place());
    if (lost.length > 0) this.#take("anchor_gone", (drawing) => lost.includes(drawing));
  }

  /** Takes annotations away, and tells the agents who drew them. */
  #take(why: Why, which: (drawing: Drawing) => boolean): void {
    const gone = this.#drop(which);
    for (const agent of new Set(gone.map((drawing) => drawing.agent))) {
      const ids = gone.filter((drawing) => drawing.agent === agent).map((drawing) => drawing.id);
      this.#tell(agent, ids, why);
    }
  }

  #drop(which: (drawing: Drawing) => boolean): Drawing[] {
    const gone = [...this.#drawings.values()].filter(which);
    for (const drawing of gone) {
      drawing.path.remove();
      this.#drawings.delete(drawing.id);
    }
    if (this.#drawings.size === 0) {
      this.#endFrames?.();
      this.#endFrames = undefined;
    }
    return gone;
  }

  #tell(agent: string, ids: string[], why: Why): void {
    this.#send<AnnotateGoneBody>({ kind: AnnotateGone, agent, ids, why });
  }
}

function isTool(tool: string): tool is AnnotateTool {
  return TOOLS.includes(tool);
}
