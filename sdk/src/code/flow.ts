import {
  CodeDrop,
  CodeMade,
  type CodeMadeBody,
  CodeMake,
  ConsentAsk,
  CustomerWelcome,
  type CustomerWelcomeBody,
  ErrorKind,
  type Problem,
  SessionState,
  type SessionStateBody,
} from "@samepage/wire";
import type { CodeOptions, SessionCode } from "../api.ts";
import type { Connection } from "../core/connection.ts";
import type { Memory } from "../core/memory.ts";
import type { Texts } from "../texts/types.ts";
import type { Shell } from "../ui/shell.ts";
import { codeCss } from "./code-css.ts";
import { CodeDialog } from "./dialog.ts";

/** A code is waited for at most this long, in milliseconds, connecting included. */
const MADE_WITHIN = 15_000;

export interface CodeFlowOptions {
  shell: Shell;
  texts: Texts;
  connection: Connection;
  memory: Pick<Memory, "code">;
}

/**
 * The customer's way to a session without a chat (A19): asks the server for six digits, shows them while they are
 * good, and gives way to the question when an agent has typed them.
 */
export class CodeFlow {
  #options: CodeFlowOptions;
  #made: CodeMadeBody | undefined;
  #dialog: CodeDialog | undefined;
  #offs: (() => void)[];

  constructor(options: CodeFlowOptions) {
    this.#options = options;
    const { connection, shell } = options;
    shell.style(codeCss);
    this.#offs = [
      connection.on(ConsentAsk, () => this.#end()),
      connection.on<SessionStateBody>(SessionState, (session) => {
        if (session.session === this.#made?.session) this.#follow(session);
      }),
      connection.on<CustomerWelcomeBody>(CustomerWelcome, ({ session }) => this.#follow(session)),
    ];
  }

  /** A new code, shown unless the page shows it itself. Refused in words fit to show. */
  async make({ dialog = true }: CodeOptions = {}): Promise<SessionCode> {
    if (dialog) this.#open();
    try {
      const made = await this.#ask();
      this.#made = made;
      if (dialog) this.#options.memory.code = made;
      this.#dialog?.show(made.code, new Date(made.expires_at));
      return { code: made.code, expiresAt: new Date(made.expires_at) };
    } catch (error) {
      this.#dialog?.fail(error instanceof Error ? error.message : "");
      throw error;
    }
  }

  /** Shows the code of the page before again, while it is good. */
  resume(): void {
    const made = this.#options.memory.code;
    if (!made) return;
    this.#made = made;
    const until = new Date(made.expires_at);
    if (until.getTime() <= Date.now()) {
      this.#end();
      return;
    }
    this.#open().show(made.code, until);
    const { welcome } = this.#options.connection;
    if (welcome) this.#follow(welcome.session);
  }

  /** Takes the code back: nobody can use it any more. */
  drop(): void {
    if (this.#made) this.#options.connection.send({ kind: CodeDrop });
    this.#end();
  }

  close(): void {
    this.drop();
    for (const off of this.#offs) off();
  }

  #renew(): void {
    this.make().catch(() => {}); // the dialog says so
  }

  #open(): CodeDialog {
    const { shell, texts } = this.#options;
    this.#dialog?.close();
    this.#dialog = new CodeDialog({ shell, texts, cancel: () => this.drop(), renew: () => this.#renew() });
    return this.#dialog;
  }

  /** The code is over with the offer that it stands for. */
  #follow(session: SessionStateBody | undefined): void {
    if (!this.#made) return;
    if (session?.session !== this.#made.session || session.status !== "offered") this.#end();
  }

  #end(): void {
    this.#made = undefined;
    this.#options.memory.code = undefined;
    this.#dialog?.close();
    this.#dialog = undefined;
  }

  /** Asks as soon as there is a connection. */
  #ask(): Promise<CodeMadeBody> {
    const { connection, texts } = this.#options;
    return new Promise((resolve, reject) => {
      const offs = [
        connection.on<CodeMadeBody>(CodeMade, (body) => over(() => resolve(body))),
        connection.on<Problem>(ErrorKind, ({ re, message }) => {
          if (re === CodeMake) over(() => reject(new Error(message)));
        }),
        connection.link.onState(({ phase }) => phase === "open" && connection.send({ kind: CodeMake })),
      ];
      const timer = setTimeout(() => over(() => reject(new Error(texts.connectionBlocked))), MADE_WITHIN);
      const over = (settle: () => void) => {
        clearTimeout(timer);
        for (const off of offs) off();
        settle();
      };
      connection.send({ kind: CodeMake }); // else when it opens
    });
  }
}
