import type { SamepageApi } from "./api.ts";

/** What the tag would say, had the page written it. */
export interface LoadOptions {
  /** Address of the Samepage host, such as https://help.example.com. */
  host: string;
  /** The site key. */
  site: string;
  /** The nonce that the page's policy asks of scripts. */
  nonce?: string;
  /** Language of our texts (BCP 47); else that of the page, else of the browser. */
  language?: string;
  /** false: nothing shows until the page asks for it. */
  auto?: boolean;
}

/**
 * Puts the page script into the page, once, and gives what it offers as soon as that is there. Refused where the
 * script cannot be loaded: by the page's policy, or for want of a network.
 */
export async function load(options: LoadOptions): Promise<SamepageApi> {
  const there = offered();
  if (there) return there;
  const src = new URL("/samepage.js", options.host).href;
  await arrival(tagOf(src) ?? insert(src, options));
  const api = offered();
  if (!api) throw new Error(`Samepage: ${src} is not the page script`);
  return api;
}

/** What the page script offers; before it has come, the page may keep an array of calls there. */
function offered(): SamepageApi | undefined {
  const { Samepage } = window as { Samepage?: Partial<SamepageApi> };
  return Samepage?.check ? (Samepage as SamepageApi) : undefined;
}

function tagOf(src: string): HTMLScriptElement | undefined {
  return [...document.scripts].find((script) => script.src === src);
}

function insert(src: string, { site, nonce, language, auto }: LoadOptions): HTMLScriptElement {
  const script = document.createElement("script");
  script.async = true;
  script.src = src;
  script.dataset["site"] = site;
  if (nonce) script.nonce = nonce;
  if (language) script.dataset["language"] = language;
  if (auto === false) script.dataset["auto"] = "off";
  document.head.append(script);
  return script;
}

function arrival(script: HTMLScriptElement): Promise<void> {
  return new Promise((resolve, reject) => {
    script.addEventListener("load", () => resolve(), { once: true });
    script.addEventListener(
      "error",
      () => {
        script.remove(); // the next call tries again
        reject(new Error(`Samepage: ${script.src} could not be loaded`));
      },
      { once: true },
    );
  });
}
