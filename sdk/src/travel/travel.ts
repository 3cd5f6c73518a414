import { PageEvent, type PageEventBody } from "@samepage/wire";
import type { SessionNews } from "../app/session-news.ts";
import type { Connection } from "../core/connection.ts";
import type { Memory } from "../core/memory.ts";
import { Modal } from "../dialogs/modal.ts";
import { leadIn } from "../dialogs/people.ts";
import type { Texts } from "../texts/types.ts";
import { h } from "../ui/element.ts";
import type { Shell } from "../ui/shell.ts";
import { Claims } from "./claims.ts";
import { Routes } from "./routes.ts";

/** A page that is still here so long after it was to leave has not left: the address was a download, in milliseconds. */
const GONE_WITHIN = 10_000;

export interface TravelOptions {
  window: Window & typeof globalThis;
  shell: Shell;
  texts: Texts;
  connection: Connection;
  memory: Memory;
  news: SessionNews;
  /** The site's origins, as patterns. */
  origins: readonly string[];
}

/** Goes with the customer while a session is live: to the site's other origins, and out of its pages and back (C7, C8). */
export class Travel {
  #options: TravelOptions;
  #claims: Claims;
  #routes: Routes;
  #question: Modal | undefined;
  #still: ReturnType<typeof setTimeout> | undefined;
  #offs: (() => void)[];

  constructor(options: TravelOptions) {
    this.#options = options;
    const { window, connection, origins } = options;
    this.#claims = new Claims(connection);
    this.#routes = new Routes({
      window,
      origins: origins.length > 0 ? origins : [window.location.origin],
      claims: this.#claims,
      leave: (address) => this.#ask(address),
      leaves: () => this.#left(),
    });
    const gone = () => clearTimeout(this.#still);
    window.addEventListener("pagehide", gone);
    this.#offs = [
      connection.link.onState(({ phase }) => phase === "open" && this.#back()),
      () => window.removeEventListener("pagehide", gone),
    ];
    this.#back();
  }

  close(): void {
    clearTimeout(this.#still);
    this.#question?.close();
    this.#routes.close();
    this.#claims.close();
    for (const off of this.#offs) off();
  }

  /** The customer reads where the link leads, and that nobody sees it there; a yes goes. */
  #ask(address: string): void {
    const { shell, texts, connection, news } = this.#options;
    const { title, titleHere, who, where, stay, go } = texts.leaving;
    const company = connection.welcome?.branding.name;
    const name = news.state ? leadIn(news.state) : ""; // the others see the same
    this.#question?.close();
    this.#question = new Modal({
      shell,
      title: company ? title(company) : titleHere,
      says: [h("p", { text: where(new URL(address).host) }), h("p", { text: who(name) })],
      no: stay,
      yes: go,
      answered: (yes) => {
        this.#question?.close();
        this.#question = undefined;
        if (!yes) return;
        this.#left();
        this.#routes.go(address);
      },
    });
  }

  /** The agents are told that the page leaves, and this tab remembers to tell that it is back. */
  #left(): void {
    const { memory } = this.#options;
    memory.left = true;
    this.#tell("left");
    clearTimeout(this.#still);
    this.#still = setTimeout(() => this.#back(), GONE_WITHIN);
  }

  #back(): void {
    const { memory } = this.#options;
    if (memory.left && this.#tell("back")) memory.left = false;
  }

  #tell(event: "left" | "back"): boolean {
    return this.#options.connection.send<PageEventBody>({ kind: PageEvent, event });
  }
}
