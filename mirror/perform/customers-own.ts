import type { CustomersOwn } from "@samepage/wire";
import type { PageWindow } from "../capture/natives.ts";
import { isFile, ofForm } from "./fields.ts";
import { type Ground, viewOf } from "./ground.ts";
import { did, type Outcome, Refusal } from "./outcome.ts";
import { type Replacement, whileReplaced } from "./swap.ts";

/** What a press has led to besides what the page shows. */
export interface Consequences {
  /** Something that only the customer's own click can do. */
  needs?: CustomersOwn;
  /** It would have left the company's pages. */
  leaves?: boolean;
  submitted?: boolean;
}

/** Schemes that stay in the page's window; others open programs of the customer. */
const WEB = new Set(["http:", "https:"]);

/** The part of the Navigation API that is used. */
interface NavigateEvent extends Event {
  readonly destination: { readonly url: string };
}
interface Navigation {
  addEventListener(type: "navigate", listener: (e: NavigateEvent) => void): void;
  removeEventListener(type: "navigate", listener: (e: NavigateEvent) => void): void;
}

/**
 * Sees, while the page handles an agent's press, what a script's click may not do: it is kept from failing half way
 * and told instead. Nothing of this stays behind when the press has been handled.
 */
export class CustomersOwnWatch {
  readonly #ground: Ground;
  readonly #mayOpen: (url: URL) => boolean;

  constructor(ground: Ground, mayOpen: (url: URL) => boolean) {
    this.#ground = ground;
    this.#mayOpen = mayOpen;
  }

  during(target: Element, run: () => void): Consequences {
    const found: Consequences = {};
    const view = viewOf(target);
    const onClick = (e: Event): void => this.#clicked(e, target, found);
    const onSubmit = (e: Event): void => this.#submitted(e as SubmitEvent, found);
    const onNavigate = (e: NavigateEvent): void => {
      if (!e.cancelable || this.#stays(e.destination.url, view)) return;
      e.preventDefault();
      found.leaves = true;
    };
    const { navigation } = view as { navigation?: Navigation };
    // Last of the document's: the page has decided by then, and what follows at the window sees our decision.
    view.document.addEventListener("click", onClick);
    view.document.addEventListener("submit", onSubmit);
    navigation?.addEventListener("navigate", onNavigate);
    try {
      whileReplaced(this.#replacements(view, found), run);
    } finally {
      view.document.removeEventListener("click", onClick);
      view.document.removeEventListener("submit", onSubmit);
      navigation?.removeEventListener("navigate", onNavigate);
    }
    return found;
  }

  /** What pressing the element needs from the customer, as far as it can be told beforehand. */
  neededBy(target: Element): CustomersOwn | null {
    const label = this.#ground.around(target, (el) => el.localName === "label") as HTMLLabelElement | null;
    if ([target, label?.control].some((el) => el && isFile(el))) return "file";
    // Events of ours do not reach what browsers draw themselves, nor pages of other origins.
    const isForeign = target.localName === "iframe" && !this.#ground.frame(target);
    return isForeign || target.matches("embed, object, video[controls], audio[controls]") ? "other" : null;
  }

  #clicked(e: Event, target: Element, found: Consequences): void {
    if (e.defaultPrevented) return;
    const [first] = e.composedPath();
    // Closed shadow trees hide where our own click began.
    const from =
      first instanceof viewOf(target).Element && !this.#ground.within(target, first) ? first : target;
    const active = this.#ground.around(from, (el) => isFile(el) || el.matches("a[href], area[href]"));
    if (!active) return;
    if (isFile(active)) found.needs = "file";
    else this.#followed(active as HTMLAnchorElement, found);
    if (found.needs || found.leaves) e.preventDefault();
  }

  #followed(link: HTMLAnchorElement, found: Consequences): void {
    const view = viewOf(link);
    if (link.protocol === "javascript:") return;
    if (!WEB.has(link.protocol) || link.hasAttribute("download")) found.needs = "other";
    else if (!this.#stays(link.href, view)) found.leaves = true;
    else if (opensWindow(link.target, view)) found.needs = "popup";
  }

  #submitted(e: SubmitEvent, found: Consequences): void {
    found.submitted = true;
    if (e.defaultPrevented) return;
    const form = e.target as HTMLFormElement;
    const view = viewOf(form);
    const by = e.submitter as HTMLButtonElement | null;
    const method = by?.hasAttribute("formmethod") ? by.formMethod : ofForm(form, "method");
    const action = by?.hasAttribute("formaction") ? by.formAction : String(ofForm(form, "action"));
    const name = by?.hasAttribute("formtarget") ? by.formTarget : String(ofForm(form, "target"));
    if (method === "dialog") return;
    if (!this.#stays(action, view)) found.leaves = true;
    else if (opensWindow(name, view)) found.needs = "popup";
    if (found.needs || found.leaves) e.preventDefault();
  }

  #stays(address: string, view: PageWindow): boolean {
    const url = new URL(address, view.document.baseURI);
    return !WEB.has(url.protocol) || url.origin === view.location.origin || this.#mayOpen(url);
  }

  #replacements(view: PageWindow, found: Consequences): Replacement[] {
    const refuse =
      (what: CustomersOwn, answer: () => unknown): Replacement["make"] =>
      () =>
      () => {
        found.needs ??= what;
        return answer();
      };
    const rejects = (): Promise<never> =>
      Promise.reject(new view.DOMException("A click of the user is needed.", "NotAllowedError"));
    const clipboard = ["write", "writeText", "read", "readText"].map((key) => ({
      owner: view.Clipboard?.prototype,
      key,
      make: refuse("clipboard", rejects),
    }));
    return [
      { owner: view, key: "open", make: refuse("popup", () => null) },
      { owner: view.Element.prototype, key: "requestFullscreen", make: refuse("fullscreen", rejects) },
      { owner: view.PaymentRequest?.prototype, key: "show", make: refuse("payment", rejects) },
      { owner: view.MediaDevices?.prototype, key: "getDisplayMedia", make: refuse("other", rejects) },
      { owner: view.Navigator.prototype, key: "share", make: refuse("other", rejects) },
      ...clipboard,
      ...picking(view, found),
      copying(view, found),
    ];
  }
}

/** What a click has led to, as the agent hears it. */
export function outcomeOf(led: Consequences, target: Element): Outcome {
  if (led.leaves) throw new Refusal("other_origin", target);
  if (led.needs) throw new Refusal("needs_customer", target, led.needs);
  return did(led.submitted ? "submit" : "click", target);
}

function opensWindow(name: string, view: PageWindow): boolean {
  const isKnown = ["", "_self", "_parent", "_top"].includes(name.toLowerCase()) || name === view.name;
  return !isKnown && view.document.querySelector(`iframe[name="${view.CSS.escape(name)}"]`) === null;
}

/** Fields that a script of the page opens for the customer, also ones outside the document. */
function picking(view: PageWindow, found: Consequences): Replacement[] {
  const unlessFile: Replacement["make"] = (original) =>
    function (this: unknown, ...args: unknown[]) {
      if (!isFile(this as Element)) return Reflect.apply(original, this, args);
      found.needs ??= "file";
      return undefined;
    };
  // The agent has pickers of its own; the page's call would throw.
  const showPicker: Replacement["make"] = () =>
    function (this: unknown) {
      if (isFile(this as Element)) found.needs ??= "file";
    };
  return [
    { owner: view.HTMLElement.prototype, key: "click", make: unlessFile },
    { owner: view.HTMLInputElement.prototype, key: "showPicker", make: showPicker },
    { owner: view.HTMLSelectElement.prototype, key: "showPicker", make: showPicker },
    { owner: view, key: "showOpenFilePicker", make: fails(view, found, "file") },
    { owner: view, key: "showSaveFilePicker", make: fails(view, found, "file") },
  ];
}

function fails(view: PageWindow, found: Consequences, what: CustomersOwn): Replacement["make"] {
  return () => () => {
    found.needs ??= what;
    return Promise.reject(new view.DOMException("A click of the user is needed.", "NotAllowedError"));
  };
}

/** The old way to the clipboard. */
function copying(view: PageWindow, found: Consequences): Replacement {
  return {
    owner: view.Document.prototype,
    key: "execCommand",
    make: (original) =>
      function (this: unknown, ...args: unknown[]) {
        if (!["copy", "cut", "paste"].includes(String(args[0]).toLowerCase()))
          return Reflect.apply(original, this, args);
        found.needs ??= "clipboard";
        return false;
      },
  };
}
