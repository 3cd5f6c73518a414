import type { CDPSession } from "@playwright/test";

/** What a heap snapshot says is still held. */
export interface Held {
  /** Nodes of the DOM that are in no document. */
  readonly detached: number;
  /** Nodes that the capture knows as sent. */
  readonly sent: number;
}

interface Snapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: string[] } };
  readonly nodes: number[];
  readonly strings: string[];
}

/** `detachedness` of a node that its document has lost. */
const DETACHED = 2;

/** Takes a heap snapshot, which collects garbage first, and counts. */
export async function held(cdp: CDPSession): Promise<Held> {
  const chunks: string[] = [];
  const take = ({ chunk }: { chunk: string }): unknown => chunks.push(chunk);
  cdp.on("HeapProfiler.addHeapSnapshotChunk", take);
  await cdp.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  cdp.off("HeapProfiler.addHeapSnapshotChunk", take);
  const { snapshot, nodes, strings }: Snapshot = JSON.parse(chunks.join(""));
  const fields = snapshot.meta.node_fields;
  const [name, detachedness] = [fields.indexOf("name"), fields.indexOf("detachedness")];
  let [detached, sent] = [0, 0];
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (nodes[at + detachedness] === DETACHED) detached++;
    if (strings[nodes[at + name] as number] === "Sent") sent++;
  }
  return { detached, sent };
}
