import { showToast } from "../shared/toast.ts";

/** The forms that thank on the spot and send nothing: letter, call-back, membership. */
export function setUpSmallForms(): void {
  const letter = document.querySelector<HTMLFormElement>("[data-letter]");
  const fault = document.querySelector<HTMLElement>("[data-letter-fault]");
  letter?.addEventListener("submit", (event) => {
    event.preventDefault();
    const valid = letter.checkValidity();
    if (fault) fault.hidden = valid;
    if (valid) thank(letter, "Thank you. The next letter comes on the first of the month.");
  });
  const call = document.querySelector<HTMLFormElement>("[data-call]");
  call?.addEventListener("submit", (event) => {
    event.preventDefault();
    call.closest("dialog")?.close();
    thank(call, "We will call you.");
  });
  const join = document.querySelector<HTMLFormElement>("[data-join]");
  join?.addEventListener("submit", (event) => {
    event.preventDefault();
    thank(join, "Welcome. Your card is in the post.");
  });
}

function thank(form: HTMLFormElement, sentence: string): void {
  form.reset();
  showToast(sentence);
}
