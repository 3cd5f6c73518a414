import { fingerprint } from "../codec/fingerprint.ts";
import type { Reader } from "../codec/reader.ts";
import type { Nodes } from "./nodes.ts";
import { Repairs } from "./repairs.ts";

/** The replica's end of the drift check (M12): compares what the customer's page says of sampled nodes with what is here. */
export class DriftCheck {
  /** Nodes that were compared so far, and those of them that differed. */
  checked = 0;
  differed = 0;
  readonly #nodes: Nodes;
  readonly #repairs: Repairs;

  constructor(nodes: Nodes, repair: (why: string) => void) {
    this.#nodes = nodes;
    this.#repairs = new Repairs(repair);
  }

  /** Reads a Check section; a difference asks for a keyframe. */
  apply(r: Reader): void {
    let first = 0;
    let id = 0;
    for (let step = r.int(); step !== 0; step = r.int()) {
      id += step;
      const told = r.uint();
      this.checked++;
      if (told === this.#printOf(id)) continue;
      this.differed++;
      first ||= id;
    }
    if (first) this.#repairs.ask(`drift at node ${first}`);
  }

  #printOf(id: number): number {
    const node = this.#nodes.get(id);
    if (!node) return -1;
    if (node.nodeType === 3) return fingerprint((node as Text).data, []);
    const children: number[] = [];
    for (let c = node.firstChild; c; c = c.nextSibling) {
      const child = this.#nodes.id(c);
      if (child) children.push(child); // others are the replica's own
    }
    return fingerprint((node as Element).getAttribute("class") ?? "", children);
  }
}
