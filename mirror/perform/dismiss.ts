import { type Ground, viewOf } from "./ground.ts";

/** Open popovers that close by themselves, the newest last. */
function openPopovers(document: Document): HTMLElement[] {
  const open = [...document.querySelectorAll<HTMLElement>(":popover-open")];
  return open.filter((el) => el.popover === "auto" || el.popover === "hint");
}

/** The modal dialog on top of the page, where there is one. */
export function modalDialog(ground: Ground, document: Document): HTMLDialogElement | null {
  const open = [...document.querySelectorAll<HTMLDialogElement>("dialog:modal")].filter(
    (el) => !ground.isOurs(el),
  );
  return open.at(-1) ?? null;
}

/** Closes a dialog as the browser does on Escape: the page may say no. */
function requestClose(dialog: HTMLDialogElement): void {
  // Safari before 18.4 has no request.
  const request = (dialog as Partial<HTMLDialogElement>).requestClose;
  if (request) return request.call(dialog);
  const view = viewOf(dialog);
  if (dialog.dispatchEvent(new view.Event("cancel", { cancelable: true }))) dialog.close();
}

/** What a press elsewhere closes: the browser does it for the customer's own presses only. */
export function dismissByPress(ground: Ground, target: Element): void {
  const { document } = viewOf(target);
  const path = ground.path(target);
  for (const popover of openPopovers(document).reverse()) {
    if (ground.isOurs(popover) || path.includes(popover)) continue;
    if (path.some((el) => (el as HTMLButtonElement).popoverTargetElement === popover)) continue;
    popover.hidePopover();
  }
  const dialog = modalDialog(ground, document);
  if (dialog?.closedBy === "any" && !path.includes(dialog)) requestClose(dialog);
}

/** What Escape closes: the newest popover, else the dialog on top. */
export function dismissByEscape(ground: Ground, target: Element): void {
  const { document } = viewOf(target);
  const popover = openPopovers(document).findLast((el) => !ground.isOurs(el));
  if (popover) return popover.hidePopover();
  const dialog = modalDialog(ground, document);
  if (dialog) requestClose(dialog);
}
