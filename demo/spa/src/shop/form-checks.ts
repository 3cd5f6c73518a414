import { h } from "../shared/h.ts";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Checks fields as they are left: the browser's own rule, said in a sentence under the field. */
export function setUpCheckedForms(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("[data-checked]")) {
    form.classList.add("checked-form");
    form.addEventListener("focusout", (event) => {
      if (isField(event.target) && event.target.value !== "") check(event.target);
    });
    form.addEventListener("input", (event) => {
      if (isField(event.target) && event.target.getAttribute("aria-invalid") === "true") check(event.target);
    });
  }
  document.querySelector<HTMLElement>("[data-alert]")?.focus();
}

function isField(target: EventTarget | null): target is Field {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement
  );
}

function check(field: Field): void {
  const box = field.closest(".field");
  if (!box) return;
  box.querySelector(".fault")?.remove();
  if (field.validity.valid) {
    field.removeAttribute("aria-invalid");
    return;
  }
  const id = `${field.id}-fault`;
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", id);
  box.append(h("p", { class: "fault", id }, field.validationMessage));
}
