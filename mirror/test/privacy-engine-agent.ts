import { createReplica, type Replica } from "../apply/index.ts";

/** The agent's end in a test. */
export class EngineAgent {
  readonly replica: Replica;
  readonly frame = document.createElement("iframe");
  readonly faults: string[] = [];
  readonly wanted: string[] = [];

  constructor(address: string) {
    this.frame.setAttribute("sandbox", "allow-same-origin");
    this.frame.inert = true;
    this.frame.src = address;
    document.body.append(this.frame);
    this.replica = createReplica({
      frame: this.frame,
      wantAsset: (ref) => this.wanted.push(ref),
      needKeyframe: (why) => this.faults.push(why),
      onViewport: () => {},
      onStats: () => {},
    });
  }

  apply(latin: string): void {
    this.replica.apply(Uint8Array.from(latin, (char) => char.charCodeAt(0)));
  }

  /** Everything that the replica holds as text: markup with shadow trees and frames, values, style rules. */
  shown(): string {
    const lines: string[] = [];
    const visit = (root: Document | ShadowRoot): void => {
      for (const sheet of [...root.styleSheets, ...root.adoptedStyleSheets]) {
        for (const rule of sheet.cssRules) lines.push(rule.cssText);
      }
      lines.push(
        root.nodeType === 9 ? (root as Document).documentElement.outerHTML : (root as ShadowRoot).innerHTML,
      );
      for (const el of root.querySelectorAll("*")) {
        if ("value" in el) lines.push(String(el.value));
        if (el.shadowRoot) visit(el.shadowRoot);
        const inner = (el as HTMLIFrameElement).contentDocument;
        if (inner) visit(inner);
      }
    };
    if (this.frame.contentDocument) visit(this.frame.contentDocument);
    return lines.join("\n");
  }
}

(globalThis as unknown as { EngineAgent: typeof EngineAgent }).EngineAgent = EngineAgent;
