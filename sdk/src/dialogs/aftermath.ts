import { SessionRate, type SessionRateBody, type SessionReceiptBody } from "@samepage/wire";
import type { Ending, StageEvents } from "../core/stage.ts";
import type { Texts } from "../texts/types.ts";
import type { Shell } from "../ui/shell.ts";
import type { PageStageContext } from "./index.ts";
import { Notice } from "./notice.ts";

export interface AftermathOptions extends PageStageContext {
  shell: Shell;
  texts: Texts;
  send: StageEvents["send"];
}

/**
 * What is said when something is over: by whom (C5), with the site's way to give feedback, and the receipt
 * when it comes (C14). The words are there at once, also without a connection; the rest is loaded then.
 */
export class Aftermath {
  #options: AftermathOptions;
  #notice: Notice | undefined;
  #parts: Promise<typeof import("../receipt/index.ts")> | undefined;
  /** The last session that ended in this page. */
  #session = "";

  constructor(options: AftermathOptions) {
    this.#options = options;
  }

  /** Says something that has no consequence. */
  notify(title: string, text: string): Notice {
    this.close();
    const { shell, texts, memory } = this.#options;
    const closed = () => {
      memory.receipt = undefined;
    };
    this.#notice = new Notice({ shell, texts, title, text, closed });
    return this.#notice;
  }

  ended(ending: Ending, session: string): void {
    const { texts, memory } = this.#options;
    this.#session = session;
    const notice = this.notify(texts.overTitle, endingWords(ending, texts));
    if (!session) return;
    this.#addFeedback(notice, session).catch(reportError);
    const { receipt } = memory; // it may have been faster than the news of the end
    if (receipt?.session === session) this.#addReceipt(notice, receipt).catch(reportError);
  }

  receipt(body: SessionReceiptBody): void {
    const { memory, site, texts } = this.#options;
    if (!site.receipt || !body.live_at) return;
    const known = body.session === this.#session;
    if (known && !this.#notice?.isOpen) return; // the customer has closed it already
    memory.receipt = body;
    const notice = known && this.#notice ? this.#notice : this.notify(texts.receiptTitle, texts.receiptKept);
    this.#addReceipt(notice, body).catch(reportError);
  }

  close(): void {
    this.#notice?.close();
    this.#notice = undefined;
  }

  /** Loaded once: what is added comes in the order in which it was asked for. */
  #load(): Promise<typeof import("../receipt/index.ts")> {
    this.#parts ??= import("../receipt/index.ts").catch((error) => {
      this.#parts = undefined; // the connection may come back
      throw error;
    });
    return this.#parts;
  }

  async #addFeedback(notice: Notice, session: string): Promise<void> {
    const { shell, texts, site, send } = this.#options;
    const { feedbackPart } = await this.#load();
    const rate = (stars: number, text: string) =>
      send<SessionRateBody>({ kind: SessionRate, session, stars, ...(text && { text }) });
    if (notice.isOpen) notice.add(feedbackPart({ shell, texts, address: site.feedback, rate }));
  }

  async #addReceipt(notice: Notice, body: SessionReceiptBody): Promise<void> {
    const { shell, texts } = this.#options;
    const { receiptPart } = await this.#load();
    if (notice.isOpen) notice.add(receiptPart(shell, texts, body));
  }
}

function endingWords(ending: Ending, { overBy, noPolicy }: Texts): string {
  switch (ending.by) {
    case "agent":
      return overBy.agent(ending.name);
    case "no_policy":
      return noPolicy;
    default:
      return overBy[ending.by];
  }
}
