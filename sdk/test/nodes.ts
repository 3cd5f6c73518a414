import { fromOf, mia } from "./bodies.ts";
import type { Scene } from "./chromium.ts";
import type { Peer } from "./host.ts";
import { unseen } from "./steps.ts";

/** Numbers of the capture are looked for up to this one: the tests' pages are small. */
const MOST_NODES = 80;

/**
 * The capture's number of an element, found as an agent could: every number is highlighted once, and the
 * page tells which are none. The scene needs REMEMBER_ROOT, and Mia the grant to draw.
 */
export async function nodeOf({ page }: Scene, peer: Peer, selector: string): Promise<number> {
  const before = peer.said.length;
  const numbers = Array.from({ length: MOST_NODES }, (_, i) => i + 1);
  const from = fromOf(mia);
  for (const node of numbers) {
    const how = { tool: "highlight", colour: "red", width: 2, points: [0, 0], done: true };
    peer.say({ kind: "annotate.draw", id: `find ${node}`, epoch: 1, node, ...how, from });
  }
  peer.say({ kind: "annotate.draw", id: "last", epoch: 1, node: 1_000_000, tool: "box", from });
  const isGone = (id: string) =>
    peer.said.slice(before).some((m) => m.kind === "annotate.gone" && (m.ids as string[]).includes(id));
  await peer.until(() => isGone("last"));
  const there = numbers.filter((node) => !isGone(`find ${node}`));
  // The drawings follow in the page's next frame: the one around the element is waited for.
  const found = await page.waitForFunction((wanted) => {
    const box = document.querySelector(wanted)?.getBoundingClientRect();
    const root = (window as { ourRoot?: ShadowRoot }).ourRoot;
    const paths = [...(root?.querySelectorAll<SVGPathElement>(".annotations path") ?? [])];
    const near = (a: number, b: number) => Math.abs(a - b) < 8;
    const index = paths.findIndex((path) => {
      const around = path.getBoundingClientRect();
      return (
        box &&
        near(around.left, box.left) &&
        near(around.top, box.top) &&
        near(around.right, box.right) &&
        near(around.bottom, box.bottom)
      );
    });
    return index < 0 ? undefined : { index };
  }, selector);
  const { index } = (await found.jsonValue()) as { index: number };
  peer.say({ kind: "annotate.clear", from });
  await unseen(page, ".annotations path");
  const node = there[index];
  if (node === undefined) throw new Error(`no number for ${selector}`);
  return node;
}
