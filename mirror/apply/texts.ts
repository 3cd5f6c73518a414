import { DecodeError } from "../codec/error.ts";
import type { Reader } from "../codec/reader.ts";
import type { Nodes } from "./nodes.ts";

/** Applies a Text section: texts that have changed. */
export function applyTexts(r: Reader, nodes: Nodes): void {
  let id = 0;
  for (let step = r.int(); step !== 0; step = r.int()) {
    id += step;
    const node = nodes.need(id);
    if (node.nodeType !== 3) throw new DecodeError(`node ${id} is not a text`);
    (node as Text).data = r.str();
  }
}
