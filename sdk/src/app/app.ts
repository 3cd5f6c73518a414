import type { SiteConfigBody } from "@samepage/wire";
import type { CodeOptions, InitOptions, SessionCode, SessionInfo } from "../api.ts";
import { Memory } from "../core/memory.ts";
import { watchLaunchers } from "../launch/launchers.ts";
import type { Texts } from "../texts/types.ts";
import { addSheet } from "../ui/sheet.ts";
import { Shell } from "../ui/shell.ts";
import { Bubble } from "./bubble.ts";
import { bubbleCss } from "./bubble-css.ts";
import type { App, AppConfig } from "./contract.ts";
import type { Running } from "./running.ts";

/**
 * The page script's button, and behind it everything else, loaded when the customer first asks for it or
 * when a chat goes on from the page before.
 */
export class PageApp implements App {
  #config: AppConfig;
  #site: SiteConfigBody;
  #texts: Texts;
  #memory: Memory;
  #shell = new Shell();
  #bubble: Bubble;
  #options: InitOptions;
  #running: Promise<Running> | undefined;
  #started: Running | undefined;
  #endLaunchers: () => void;
  /** Whether the button shows with no chat: the tag, the site, or a call of the page wants it. */
  #wanted: boolean;

  constructor(config: AppConfig, site: SiteConfigBody, texts: Texts) {
    const { selector, hot_key, button } = site.launchers;
    this.#config = config;
    this.#site = site;
    this.#texts = texts;
    this.#options = config.options;
    this.#memory = new Memory(config.site, window);
    if (config.claim) this.#memory.claim = config.claim;
    this.#wanted = config.auto && button;
    addSheet(this.#shell.root, bubbleCss);
    const begin = () => {
      this.open().catch(reportError);
    };
    this.#bubble = new Bubble(texts, begin);
    this.#placeButton();
    this.#dress();
    this.#shell.box.append(this.#bubble.el);
    this.#endLaunchers = watchLaunchers(window, { selector, hotKey: hot_key, attribute: false, begin });
    const { chatToken, sessionToken, claim, receipt } = this.#memory;
    if (receipt && !sessionToken) this.#showReceipt().catch(reportError);
    if (chatToken || sessionToken || claim) this.#resume().catch(reportError);
  }

  get session(): SessionInfo | undefined {
    return this.#started?.news.info;
  }

  init(options: InitOptions): void {
    this.#options = { ...this.#options, ...options };
    if (this.#started) this.#started.chat.about = this.#options;
  }

  /** The page has asked for the button itself. */
  show(): void {
    this.#wanted = true;
    this.#placeButton();
  }

  async open(): Promise<void> {
    const { panel } = await this.#run();
    panel.open();
  }

  async code(options: CodeOptions): Promise<SessionCode> {
    const { code } = await this.#run();
    return (await code()).make(options);
  }

  async stop(): Promise<void> {
    (await this.#running)?.stop();
  }

  async remove(): Promise<void> {
    this.#endLaunchers();
    (await this.#running)?.close();
    this.#shell.destroy();
  }

  async #showReceipt(): Promise<void> {
    const { showKept } = await import("../receipt/index.ts");
    showKept(this.#shell, this.#texts, this.#memory);
  }

  async #resume(): Promise<void> {
    const { panel, code } = await this.#run();
    if (this.#memory.code) (await code()).resume();
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
    const { run } = await import("./running.ts");
    const started = await run({
      config: this.#config,
      site: this.#site,
      texts: this.#texts,
      memory: this.#memory,
      shell: this.#shell,
      about: () => this.#options,
      shown: (open) => {
        this.#bubble.expanded(open);
        this.#placeButton();
      },
      focusBack: () => this.#bubble.el.focus(),
    });
    const { chat, panel } = started;
    chat.changes.on(() => {
      this.#bubble.unread(panel.isOpen ? 0 : chat.unread);
      this.#placeButton();
      this.#dress();
    });
    this.#started = started;
    return started;
  }

  /** The button leads to a chat that goes on, also where it does not begin one. */
  #placeButton(): void {
    const { panel, chat } = this.#started ?? {};
    const goesOn = chat?.phase === "queued" || chat?.phase === "active";
    this.#bubble.el.hidden = (panel?.isOpen ?? false) || !(this.#wanted || goesOn);
  }

  /** The site's colours and side, as last told; before the first word of the server, as the tag does. */
  #dress(): void {
    const told = this.#memory.branding ?? this.#site.branding;
    const { accent, position } = this.#config.look;
    this.#shell.dress(told.accent || accent, this.#texts.language, this.#texts.direction);
    this.#shell.box.classList.toggle("left", (told.position || position) === "bottom-left");
  }
}
