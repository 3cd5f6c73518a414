import { h } from "./h.ts";

/** How long a toast stays, in milliseconds: long enough to read two short sentences. */
const toastStays = 5000;
const toastFades = 400;

/** Shows a short message in the corner and reads it to screen readers. */
export function showToast(text: string): void {
  const toast = h("p", { class: "toast" }, text);
  document.querySelector("[data-toasts]")?.append(toast);
  retireToast(toast);
}

/** Lets a toast that is on the page fade after its time. */
export function retireToast(toast: HTMLElement): void {
  setTimeout(() => {
    toast.classList.add("leaving");
    setTimeout(() => toast.remove(), toastFades);
  }, toastStays);
}
