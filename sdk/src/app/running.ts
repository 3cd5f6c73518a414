import type { SiteConfigBody } from "@samepage/wire";
import type { InitOptions } from "../api.ts";
import type { ChatModel, ChatPanel } from "../chat/index.ts";
import type { CodeFlow } from "../code/index.ts";
import type { Cobrowse, Connection } from "../core/index.ts";
import type { Memory } from "../core/memory.ts";
import type { Texts } from "../texts/types.ts";
import type { Shell } from "../ui/shell.ts";
import type { AppConfig } from "./contract.ts";
import { HiddenByHand } from "./hidden-by-hand.ts";
import { SessionNews } from "./session-news.ts";

export interface RunOptions {
  config: AppConfig;
  site: SiteConfigBody;
  texts: Texts;
  memory: Memory;
  shell: Shell;
  /** What the page has told of the customer and of itself so far. */
  about: () => InitOptions;
  /** The chat's panel is open now, or is not any more. */
  shown: (open: boolean) => void;
  focusBack: () => void;
}

/** What is there once the customer has asked for anything: connection, chat and co-browsing. */
export interface Running {
  chat: ChatModel;
  panel: ChatPanel;
  news: SessionNews;
  /** The codes for the telephone, loaded when first needed. */
  code(): Promise<CodeFlow>;
  /** Ends a session, or takes a code back. */
  stop(): void;
  close(): void;
}

/** Loads and joins the parts that speak to the server, and connects. */
export async function run(options: RunOptions): Promise<Running> {
  const [core, { ChatModel, ChatPanel }] = await Promise.all([
    import("../core/index.ts"),
    import("../chat/index.ts"),
  ]);
  const { config, texts, memory, shell } = options;
  let chatAfter = () => 0;
  const connection = new core.Connection({
    site: config.site,
    base: config.base,
    window,
    memory,
    chatAfter: () => chatAfter(),
  });
  const chat = new ChatModel(connection, memory);
  chatAfter = () => chat.last;
  chat.about = options.about();
  const panel = new ChatPanel({
    shell,
    texts,
    chat,
    memory,
    branding: () => connection.welcome?.branding ?? memory.branding,
    shown: options.shown,
    focusBack: options.focusBack,
  });
  tellChat(chat, config.emit);
  const news = new SessionNews(connection, config.emit);
  const sharing = share(options, { core, connection, news, live: () => panel.giveWay() });
  let code: Promise<CodeFlow> | undefined;
  connection.start();
  return {
    chat,
    panel,
    news,
    code: () => {
      code ??= import("../code/index.ts").then(
        ({ CodeFlow }) => new CodeFlow({ shell, texts, connection, memory }),
      );
      return code;
    },
    stop: () => {
      sharing.cobrowse.stop();
      code?.then((flow) => flow.drop(), reportError);
    },
    close: () => {
      code?.then((flow) => flow.close(), reportError);
      sharing.close();
      panel.destroy();
      chat.close();
      connection.close();
    },
  };
}

interface Sharing {
  cobrowse: Cobrowse;
  close(): void;
}

/** Joins co-browsing with what is loaded for it only when it is needed. */
function share(
  { config, site, texts, memory, shell, about }: RunOptions,
  parts: {
    core: typeof import("../core/index.ts");
    connection: Connection;
    news: SessionNews;
    live: () => void;
  },
): Sharing {
  const { core, connection, news } = parts;
  const byHand = new HiddenByHand();
  let endPreview: (() => void) | undefined;
  let travel: Promise<{ close(): void }> | undefined;
  const cobrowse: Cobrowse = new core.Cobrowse({
    site: config.site,
    window,
    connection,
    memory,
    emit: (what, by) => {
      if (what === "asked") news.asked();
      else if (what === "live") {
        parts.live();
        news.started();
        travel ??= import("../travel/index.ts").then(
          ({ Travel }) =>
            new Travel({ window, shell, texts, connection, memory, news, origins: site.origins }),
        );
        travel.catch(reportError);
      } else {
        news.ended(by ?? "other");
        endPreview?.();
        travel?.then((watching) => watching.close(), reportError);
        travel = undefined;
      }
    },
    exclude: (el) => shell.owns(el),
    origins: site.origins,
    loadControl: async () => (await import("../control/index.ts")).startControl,
    loadStage: async (events) => {
      const [{ PageStage }, { letPageAsk }] = await Promise.all([
        import("../dialogs/index.ts"),
        import("../launch/page-asks.ts"),
      ]);
      return letPageAsk({
        stage: new PageStage(shell, texts, { ...events, preview: show }, { memory, site }),
        answer: events.answer,
        hooks: () => about().hooks,
        allowed: site.hooks,
      });
    },
    loadCapture: async () => byHand.heededBy((await import("../capture/index.ts")).startCapture),
  });
  const preview = async (back: () => void): Promise<void> => {
    const [{ openPreview }, { startCapture }] = await Promise.all([
      import("../preview/index.ts"),
      import("../capture/index.ts"),
    ]);
    endPreview?.();
    endPreview = openPreview({
      window,
      shell,
      texts,
      connection,
      news,
      running: () => cobrowse.capture,
      startCapture: byHand.heededBy(startCapture),
      hide: (el) => {
        byHand.add(el);
        cobrowse.hide(el);
      },
      closed: back,
    });
  };
  const show = (back: () => void): void => {
    preview(back).catch((error) => {
      reportError(error);
      back();
    });
  };
  return {
    cobrowse,
    close: () => {
      endPreview?.();
      travel?.then((watching) => watching.close(), reportError);
      cobrowse.close();
    },
  };
}

/** Tells the company's page when the chat has another state. */
function tellChat(chat: ChatModel, emit: AppConfig["emit"]): void {
  let status = "";
  chat.changes.on(() => {
    if (chat.phase !== status) emit("chat", { status: chat.phase });
    status = chat.phase;
  });
}
