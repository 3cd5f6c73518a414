import type { App, AppConfig, InitOptions } from "../api.ts";
import type { ChatModel, ChatPanel } from "../chat/index.ts";
import type { Cobrowse, Connection } from "../core/index.ts";
import { Memory } from "../core/memory.ts";
import type { Texts } from "../texts/types.ts";
import { addSheet } from "../ui/sheet.ts";
import { Shell } from "../ui/shell.ts";
import { Bubble } from "./bubble.ts";
import { bubbleCss } from "./bubble-css.ts";

/** What is there once the customer has asked for anything: connection, chat and co-browsing. */
interface Running {
  connection: Connection;
  chat: ChatModel;
  cobrowse: Cobrowse;
  panel: ChatPanel;
}

/**
 * The page script's button, and behind it everything else, loaded when the customer first asks for it or
 * when a chat goes on from the page before.
 */
export class PageApp implements App {
  #config: AppConfig;
  #texts: Texts;
  #memory: Memory;
  #shell = new Shell();
  #bubble: Bubble;
  #about: InitOptions = {};
  #running: Promise<Running> | undefined;

  constructor(config: AppConfig, texts: Texts) {
    this.#config = config;
    this.#texts = texts;
    this.#memory = new Memory(config.site, window);
    addSheet(this.#shell.root, bubbleCss);
    this.#bubble = new Bubble(texts, () => {
      this.open().catch(reportError);
    });
    this.#dress();
    this.#shell.box.append(this.#bubble.el);
    if (this.#memory.chatToken || this.#memory.sessionToken) this.#resume().catch(reportError);
  }

  init(options: InitOptions): void {
    this.#about = { ...this.#about, ...options };
    this.#running?.then(({ chat }) => {
      chat.about = this.#about;
    }, reportError);
  }

  async open(): Promise<void> {
    const { panel } = await this.#run();
    panel.open();
  }

  async stop(): Promise<void> {
    (await this.#running)?.cobrowse.stop();
  }

  async remove(): Promise<void> {
    const running = await this.#running;
    running?.cobrowse.stop();
    running?.panel.destroy();
    running?.cobrowse.close();
    running?.chat.close();
    running?.connection.close();
    this.#shell.destroy();
  }

  async #resume(): Promise<void> {
    const { panel } = await this.#run();
    if (this.#memory.panelOpen) panel.open({ focus: false });
  }

  #run(): Promise<Running> {
    this.#running ??= this.#load().catch((error) => {
      this.#running = undefined; // the next call tries again
      throw error;
    });
    return this.#running;
  }

  async #load(): Promise<Running> {
    const [core, { ChatModel, ChatPanel }] = await Promise.all([
      import("../core/index.ts"),
      import("../chat/index.ts"),
    ]);
    const { site, base, emit } = this.#config;
    const memory = this.#memory;
    let chatAfter = () => 0;
    const connection = new core.Connection({ site, base, window, memory, chatAfter: () => chatAfter() });
    const chat = new ChatModel(connection, memory);
    chatAfter = () => chat.last;
    chat.about = this.#about;
    const cobrowse = new core.Cobrowse({
      site,
      window,
      connection,
      memory,
      emit: (event, detail) => {
        if (event === "session" && "status" in detail && detail.status === "live") panel.giveWay();
        emit(event, detail);
      },
      exclude: (el) => this.#shell.owns(el),
      loadStage: async (events) => {
        const { PageStage } = await import("../dialogs/index.ts");
        return new PageStage(this.#shell, this.#texts, events);
      },
      loadCapture: async () => (await import("../capture/index.ts")).startCapture,
    });
    const panel = new ChatPanel({
      shell: this.#shell,
      texts: this.#texts,
      chat,
      memory,
      branding: () => connection.welcome?.branding ?? memory.branding,
      shown: (open) => this.#bubble.expanded(open),
      focusBack: () => this.#bubble.el.focus(),
    });
    let status = "";
    chat.changes.on(() => {
      this.#bubble.unread(panel.isOpen ? 0 : chat.unread);
      this.#dress();
      if (chat.phase !== status) emit("chat", { status: chat.phase });
      status = chat.phase;
    });
    connection.start();
    return { connection, chat, cobrowse, panel };
  }

  /** The site's colours and side, as the last welcome told them; before the first, as the tag does. */
  #dress(): void {
    const branding = this.#memory.branding ?? this.#config.look;
    this.#shell.dress(branding.accent, this.#texts.language, this.#texts.direction);
    this.#shell.box.classList.toggle("left", branding.position === "bottom-left");
  }
}
