/** Buttons with `data-window` open that address in a window of its own. */
export function setUpWindows(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-window]"))
    button.addEventListener("click", () => window.open(button.dataset.window, "club"));
}

/** Buttons with `data-open` show the modal dialog of that id; a click beside a dialog closes it. */
export function setUpDialogs(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-open]") : null;
    const dialog = button && document.getElementById(button.dataset.open ?? "");
    if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
  });
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("pointerdown", (event) => {
      if (event.target === dialog && isOutside(dialog, event)) dialog.close();
    });
  }
}

function isOutside(dialog: HTMLDialogElement, event: PointerEvent): boolean {
  const box = dialog.getBoundingClientRect();
  return (
    event.clientX < box.left ||
    event.clientX > box.right ||
    event.clientY < box.top ||
    event.clientY > box.bottom
  );
}
