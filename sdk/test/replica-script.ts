// The agents' end for tests of the page script: a replica that is fed by hand.
import { createReplica, type Replica } from "@samepage/mirror/apply";

declare global {
  var agents: { replica: Replica; faults: string[] };
}

const frame = document.createElement("iframe");
frame.setAttribute("sandbox", "allow-same-origin");
frame.style.border = "0";
document.body.replaceChildren(frame);
const faults: string[] = [];
const replica = createReplica({
  frame,
  wantAsset: () => {},
  needKeyframe: (why) => faults.push(why),
  onViewport: () => {},
  onStats: () => {},
});
globalThis.agents = { replica, faults };
