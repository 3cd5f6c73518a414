/** What tabs of the same site tell each other. */
interface Word {
  type: "stopped";
  session: string;
}

/**
 * Tells the customer's other tabs, without a server, that a session has been ended (C4). The channel is
 * closed while the page sleeps in the back/forward cache.
 */
export class OtherTabs {
  #name: string;
  #window: Window;
  #stopped: (session: string) => void;
  #channel: BroadcastChannel | undefined;

  constructor(site: string, window: Window, stopped: (session: string) => void) {
    this.#name = `samepage.${site}`;
    this.#window = window;
    this.#stopped = stopped;
    window.addEventListener("pagehide", this.#close);
    window.addEventListener("pageshow", this.#open);
    this.#open();
  }

  tellStopped(session: string): void {
    this.#channel?.postMessage({ type: "stopped", session } satisfies Word);
  }

  close(): void {
    this.#window.removeEventListener("pagehide", this.#close);
    this.#window.removeEventListener("pageshow", this.#open);
    this.#close();
  }

  #open = (): void => {
    if (this.#channel) return;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data }: MessageEvent<Partial<Word> | null>) => {
      if (data?.type === "stopped" && typeof data.session === "string") this.#stopped(data.session);
    };
  };

  #close = (): void => {
    this.#channel?.close();
    this.#channel = undefined;
  };
}
