import { ErrorKind, type Problem, WatchAsk, WatchTicket, type WatchTicketBody } from "@samepage/wire";
import type { Connection } from "../core/connection.ts";
import { h } from "../ui/element.ts";

/** An address is good for 30 s (W31): another is asked for while the customer has not used it, in milliseconds. */
const RENEW_AFTER = 20_000;

/** The link that opens the agents' very view in a window of the Samepage host, once for each address (C11). */
export class WatchLink {
  readonly el: HTMLAnchorElement;
  #connection: Connection;
  #timer: ReturnType<typeof setInterval>;
  #offs: (() => void)[];

  constructor(connection: Connection, text: string) {
    this.#connection = connection;
    this.el = h("a", {
      text,
      hidden: true,
      target: "_blank",
      rel: "noopener noreferrer",
      on: { click: () => setTimeout(() => this.#ask()), auxclick: () => setTimeout(() => this.#ask()) },
    });
    this.#offs = [
      connection.on<WatchTicketBody>(WatchTicket, ({ url }) => {
        this.el.href = url;
        this.el.hidden = false;
      }),
      connection.on<Problem>(ErrorKind, ({ re }) => {
        if (re === WatchAsk) this.el.hidden = true;
      }),
    ];
    this.#timer = setInterval(() => this.#ask(), RENEW_AFTER);
    this.#ask();
  }

  close(): void {
    clearInterval(this.#timer);
    for (const off of this.#offs) off();
    this.el.remove();
  }

  #ask(): void {
    this.#connection.send({ kind: WatchAsk });
  }
}
