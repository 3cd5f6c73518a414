import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { CDPSession, Page } from "@playwright/test";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2, levels A and AA, as axe names them. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const HOST = "samepage-ui";

/**
 * Looks with axe into our closed shadow tree. It does so in a world of its own, in which alone the tree is known: to the
 * page and to our own scripts it stays closed, so that every screen is what customers have.
 */
export class Axe {
  #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async on(page: Page): Promise<Axe> {
    return new Axe(await page.context().newCDPSession(page));
  }

  /** What axe finds in our interface as it is now, in short. */
  async faults(): Promise<string[]> {
    const contextId = await this.#world();
    const root = await this.#closedRoot(contextId);
    const { result, exceptionDetails } = await this.#session.send("Runtime.callFunctionOn", {
      functionDeclaration: String(look),
      objectId: root,
      arguments: [{ value: HOST }, { value: RULES }],
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as string[];
  }

  /** The world in which axe is loaded: one for each document. */
  async #world(): Promise<number> {
    const { frameTree } = await this.#session.send("Page.getFrameTree");
    const world = { frameId: frameTree.frame.id, worldName: "axe" };
    const { executionContextId } = await this.#session.send("Page.createIsolatedWorld", world);
    const expression = `globalThis.axe ?? (() => { ${SOURCE} })()`;
    await this.#session.send("Runtime.evaluate", { expression, contextId: executionContextId });
    return executionContextId;
  }

  async #closedRoot(executionContextId: number): Promise<string> {
    const { root } = await this.#session.send("DOM.getDocument", { depth: -1, pierce: true });
    const find = (node: typeof root): typeof root | undefined => {
      if (node.localName === HOST) return node;
      for (const child of node.children ?? []) {
        const found = find(child);
        if (found) return found;
      }
      return undefined;
    };
    const backendNodeId = find(root)?.shadowRoots?.[0]?.backendNodeId;
    if (!backendNodeId) throw new Error("our interface is not in the page");
    const { object } = await this.#session.send("DOM.resolveNode", { backendNodeId, executionContextId });
    return object.objectId ?? "";
  }
}

/** Runs in axe's world, with the closed root as `this`. */
async function look(this: ShadowRoot, host: string, values: string[]): Promise<string[]> {
  Object.defineProperty(this.host, "shadowRoot", { value: this, configurable: true });
  const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
  // our sheets are constructed: there is nothing to load before
  const { violations } = await axe.run(host, { runOnly: { type: "tag", values }, preload: false });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
}
