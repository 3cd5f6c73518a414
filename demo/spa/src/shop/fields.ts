import { h } from "../shared/h.ts";

/** Helpers of single fields: counters, fields that others show or hide, passwords to reveal, previews. */
export function setUpFields(): void {
  for (const field of document.querySelectorAll<HTMLTextAreaElement>("[data-counted]")) setUpCounter(field);
  for (const choice of document.querySelectorAll<HTMLInputElement>("[data-toggles]")) setUpToggle(choice);
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-reveal]")) setUpReveal(button);
  for (const field of document.querySelectorAll<HTMLInputElement>("[data-preview]")) setUpPreview(field);
}

function setUpCounter(field: HTMLTextAreaElement): void {
  const counter = h("span", { class: "counter", "aria-live": "off" });
  const count = () => {
    counter.textContent = `${field.value.length} of ${field.maxLength}`;
  };
  field.addEventListener("input", count);
  field.after(counter);
  count();
}

/** Shows the part of the page that belongs to a choice while it is chosen. */
function setUpToggle(choice: HTMLInputElement): void {
  const part = document.getElementById(choice.dataset.toggles ?? "");
  if (!part || !choice.form) return;
  choice.form.addEventListener("change", () => {
    part.hidden = !choice.checked;
  });
}

function setUpReveal(button: HTMLButtonElement): void {
  const field = document.getElementById(button.dataset.reveal ?? "");
  if (!(field instanceof HTMLInputElement)) return;
  button.addEventListener("click", () => {
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.textContent = shown ? "Show" : "Hide";
    button.setAttribute("aria-pressed", String(!shown));
  });
}

/** Shows a chosen photograph at once; the address of the old one is given back. */
function setUpPreview(field: HTMLInputElement): void {
  const picture = document.getElementById(field.dataset.preview ?? "");
  if (!(picture instanceof HTMLImageElement)) return;
  field.addEventListener("change", () => {
    if (picture.src) URL.revokeObjectURL(picture.src);
    const file = field.files?.[0];
    picture.hidden = !file;
    if (file) picture.src = URL.createObjectURL(file);
    else picture.removeAttribute("src");
  });
}
