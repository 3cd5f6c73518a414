// Everything that lives while an agent is signed in: the connection and the stores it feeds.
import {
  AgentHello,
  type AgentHelloBody,
  AgentWelcome,
  type AgentWelcomeBody,
  ChatAccept,
  type ChatMessageBody,
  CloseUnauthorised,
  ErrorKind,
  Link,
  type LinkState,
  type PeopleInvitedBody,
  type Problem,
  type QueueEntry,
  type SessionStateBody,
} from "@samepage/wire";
import type { TFunction } from "i18next";
import { happeningWords } from "../co-browse/happening-words.ts";
import { type Happening, happeningsOf, isSpoken } from "../co-browse/happenings.ts";
import { JoiningStore } from "../co-browse/joining-store.ts";
import { SessionLogs } from "../co-browse/session-logs.ts";
import { SessionStore } from "../co-browse/session-store.ts";
import { ChatStore } from "../engagement/chat-store.ts";
import { goToSession } from "../engagement/go-to-picture.ts";
import type { Thread } from "../engagement/thread.ts";
import { Announcer } from "../lib/announcer.ts";
import type { Api, Me } from "../lib/api.ts";
import { ServerClock } from "../lib/server-clock.ts";
import { Store } from "../lib/store.ts";
import { Alerts } from "../queue/alerts.ts";
import { QueueStore } from "../queue/queue-store.ts";
import type { PreferenceStore } from "../settings/preferences.ts";
import { KeyBoard } from "./key-board.ts";
import type { Router } from "./router.ts";

export interface DeskDeps {
  me: Me;
  api: Api;
  router: Router;
  preferences: PreferenceStore;
  storage: Storage;
  /** Address of the console's socket. */
  url: string;
  t: TFunction;
  /** Shows a sentence that is about no particular place on the screen. */
  toast: (message: string) => void;
}

export class Desk {
  readonly me: Me;
  readonly api: Api;
  readonly router: Router;
  readonly link: Link;
  readonly connection: Store<LinkState>;
  readonly clock = new ServerClock();
  readonly queue: QueueStore;
  readonly chats: ChatStore;
  readonly sessions: SessionStore;
  readonly joining: JoiningStore;
  readonly logs: SessionLogs;
  readonly keys = new KeyBoard();
  readonly alerts: Alerts;
  readonly announcer = new Announcer();
  readonly #deps: DeskDeps;
  #stops: (() => void)[] = [];
  /** A void ticket is answered once by a new one; then the agent decides. */
  #renewed = false;

  constructor(deps: DeskDeps) {
    this.#deps = deps;
    this.me = deps.me;
    this.api = deps.api;
    this.router = deps.router;
    this.alerts = new Alerts(deps.preferences);
    this.link = new Link({ url: deps.url, hello: () => this.#hello() });
    this.connection = new Store<LinkState>(this.link.state);
    this.queue = new QueueStore(this.link, (entry) => this.#arrived(entry));
    const me = { id: deps.me.agent.id, name: deps.me.agent.name };
    this.chats = new ChatStore(this.link, this.clock, deps.storage, me, (thread, line) =>
      this.#said(thread, line),
    );
    this.logs = new SessionLogs(() => this.clock.now());
    this.joining = new JoiningStore(this.link, me.id, {
      onInvited: (invitation) => this.#invited(invitation),
      onEntered: (session) => goToSession(this, session),
    });
    this.sessions = new SessionStore(this.link, (now, before, letGo) =>
      this.#sessionChanged(now, before, letGo),
    );
  }

  start(): void {
    this.#stops = [
      this.link.onMessage<AgentWelcomeBody>(AgentWelcome, (body) => this.#welcomed(body)),
      this.link.onMessage<Problem>(ErrorKind, (problem) => this.#refused(problem)),
      this.link.onState((state) => this.#connectionChanged(state)),
      this.queue.start(),
      this.chats.start(),
      this.sessions.start(),
      this.joining.start(),
      this.chats.subscribe(() => this.#followAccepted()),
    ];
    this.link.start();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.link.close();
    this.alerts.stop();
  }

  async #hello(): Promise<AgentHelloBody> {
    return { kind: AgentHello, ticket: await this.api.consoleTicket() };
  }

  #welcomed(body: AgentWelcomeBody): void {
    this.clock.sync(body.server_time);
    this.queue.welcome(body);
    this.chats.welcome(body);
    this.sessions.welcome(body);
    this.joining.welcome();
  }

  #connectionChanged(state: LinkState): void {
    this.connection.set(state);
    if (state.phase === "open") {
      this.#renewed = false;
      this.chats.online();
    }
    if (state.phase === "closed" && state.code === CloseUnauthorised && !this.#renewed) {
      this.#renewed = true;
      this.link.start();
    }
  }

  #refused(problem: Problem): void {
    const rooms = [this.chats, this.sessions, this.joining];
    if (rooms.some((room) => room.refused(problem))) return;
    if (problem.re === ChatAccept) this.queue.settle();
    this.#deps.toast(problem.message);
  }

  // An accepted chat comes to the front as soon as the server has given it to us.
  #followAccepted(): void {
    const { accepting } = this.queue.get();
    if (!accepting || !this.chats.get().has(accepting)) return;
    this.queue.settle();
    this.router.go({ page: "chat", chat: accepting, tab: "engagement" });
  }

  #arrived(entry: QueueEntry): void {
    const { t } = this.#deps;
    const name = entry.customer || t("visitor");
    this.announcer.say(t("queue.arrived", { name }));
    if (!this.queue.get().available) return;
    this.alerts.call("arrival", t("queue.arrived", { name }), entry.first, () => undefined);
  }

  #said(thread: Thread, line: ChatMessageBody): void {
    if (line.from !== "customer" || line.number <= thread.state.agent_read) return;
    const route = this.router.get();
    const seen = route.page === "chat" && route.chat === line.chat && document.hasFocus();
    if (seen) return;
    const name = thread.state.customer || this.#deps.t("visitor");
    this.alerts.call("message", name, line.text, () => {
      this.router.go({ page: "chat", chat: line.chat, tab: "engagement" });
    });
  }

  #invited({ by, site_name: site, customer }: PeopleInvitedBody): void {
    const { t } = this.#deps;
    const title = t("joining.invited", { who: by.name, name: customer || t("visitor") });
    this.announcer.say(title);
    this.alerts.call("arrival", title, site, () => undefined);
  }

  #sessionChanged(now: SessionStateBody, before: SessionStateBody | undefined, letGo: boolean): void {
    const { t } = this.#deps;
    const name = now.customer || t("visitor");
    if (now.status === "live" && before?.status !== "live")
      this.announcer.say(t("cobrowse.said.live", { name }));
    if (now.status === "ended" && before?.status === "live")
      this.announcer.say(t("cobrowse.said.ended", { name }), true);
    const happenings = before ? happeningsOf(before, now, this.me.agent.id, letGo) : [];
    for (const happening of happenings) this.logs.add(now.session, happening);
    this.#speak(happenings, name);
    this.joining.sessionChanged(now);
  }

  /** What the picture of a session tells goes into its log, and is spoken where it matters. */
  heard(session: SessionStateBody, happening: Happening): void {
    const news = this.logs.add(session.session, happening);
    if (news) this.#speak([happening], session.customer || this.#deps.t("visitor"));
  }

  #speak(happenings: readonly Happening[], customer: string): void {
    const words = happenings.filter(isSpoken).map((one) => happeningWords(this.#deps.t, one, customer));
    if (words.length > 0) this.announcer.say(words.join(". "));
  }
}
