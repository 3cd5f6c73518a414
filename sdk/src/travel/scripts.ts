/** The page goes to another address, as the browser announces it. */
export interface SentOff {
  address: string;
  isForm: boolean;
  /** A press of the customer has brought it about. */
  byCustomer: boolean;
  /** Stays here. */
  stop(): void;
}

/** The part of the Navigation API that is used; WebKit has none. */
interface NavigateEvent extends Event {
  readonly destination: { readonly url: string; readonly sameDocument: boolean };
  readonly formData?: FormData | null;
  readonly downloadRequest?: string | null;
  readonly navigationType: string;
  readonly userInitiated: boolean;
}

/** The end of an address that already carries a claim. */
const CLAIMED = /[#&]samepage-claim=[\w-]+$/;

/** Hears of each way to another document that a script of the page or a link takes, where the browser tells of it. */
export function watchNavigation(window: Window, sentOff: (to: SentOff) => void): () => void {
  const navigation = (window as { navigation?: EventTarget }).navigation;
  const listener = (event: Event) => {
    const { destination, formData, downloadRequest, navigationType, userInitiated } = event as NavigateEvent;
    const isNew = navigationType === "push" || navigationType === "replace";
    if (!isNew || destination.sameDocument || typeof downloadRequest === "string" || event.defaultPrevented)
      return;
    if (!event.cancelable || CLAIMED.test(destination.url)) return;
    const stop = () => event.preventDefault();
    sentOff({ address: destination.url, isForm: Boolean(formData), byCustomer: userInitiated, stop });
  };
  navigation?.addEventListener("navigate", listener);
  return () => navigation?.removeEventListener("navigate", listener);
}

/** Lets `aim` change the address of each window that a script of the page opens. */
export function patchOpen(window: Window & typeof globalThis, aim: (address: string) => string): () => void {
  const { open } = window;
  const patched = function (
    this: Window,
    address?: string | URL,
    ...rest: (string | undefined)[]
  ): Window | null {
    const aimed = address === undefined ? address : aim(String(address));
    return Reflect.apply(open, this ?? window, [aimed, ...rest]);
  };
  window.open = patched;
  return () => {
    if (window.open === patched) window.open = open; // else another script has wrapped it: ours passes through
  };
}

/**
 * Lets `take` send each form that a script submits without an event; where it answers false, the form goes as it is.
 */
export function patchSubmit(
  window: Window & typeof globalThis,
  take: (form: HTMLFormElement) => boolean,
): () => void {
  const { prototype } = window.HTMLFormElement;
  const { submit } = prototype;
  const patched = function (this: HTMLFormElement): void {
    if (!take(this)) Reflect.apply(submit, this, []);
  };
  prototype.submit = patched;
  return () => {
    if (prototype.submit === patched) prototype.submit = submit; // as above
  };
}
