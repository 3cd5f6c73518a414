import type { Capture, HiddenArea, startCapture } from "@samepage/mirror/capture";
import { CustomerWelcome, type CustomerWelcomeBody, Policy, type PolicyBody } from "@samepage/wire";
import type { Connection } from "../core/connection.ts";
import { policyFor } from "../core/policy.ts";

export interface SourceOptions {
  window: Window;
  connection: Connection;
  exclude: (el: Element) => boolean;
  startCapture: typeof startCapture;
  /** The capture that sends this page, while there is one. */
  running: () => Capture | undefined;
}

/**
 * Where the preview learns what is withheld: from the encoder that sends the page or, before a session, from one
 * whose output goes nowhere. Rules are never evaluated a second time.
 */
export class Source {
  #options: SourceOptions;
  #dry: Capture | undefined;
  #offs: (() => void)[];

  constructor(options: SourceOptions) {
    this.#options = options;
    const renew = (policy: PolicyBody) => this.#dry?.purge(policyFor(policy));
    this.#offs = [
      options.connection.on<PolicyBody>(Policy, renew),
      options.connection.on<CustomerWelcomeBody>(CustomerWelcome, ({ policy }) => renew(policy)),
    ];
  }

  areas(): HiddenArea[] {
    return this.#capture()?.hiddenAreas() ?? [];
  }

  /** Hides an element in what goes nowhere; the one that sends is told by its owner. */
  hide(el: Element): void {
    this.#dry?.hide(el);
  }

  close(): void {
    this.#dry?.stop();
    this.#dry = undefined;
    for (const off of this.#offs) off();
  }

  #capture(): Capture | undefined {
    const running = this.#options.running();
    if (!running) return this.#encode();
    this.#dry?.stop();
    this.#dry = undefined;
    return running;
  }

  #encode(): Capture | undefined {
    const { window, connection, exclude, startCapture } = this.#options;
    const policy = connection.welcome?.policy;
    if (this.#dry || !policy) return this.#dry;
    let frames = 0;
    const dry = startCapture({
      window,
      policy: policyFor(policy),
      exclude,
      send: () => {
        frames++;
        queueMicrotask(() => dry.ack(frames));
      },
      sendAsset: () => {},
    });
    this.#dry = dry;
    return dry;
  }
}
