import { showToast } from "../shared/toast.ts";

/** The demo's code: any six digits are taken, these are the ones "sent". */
const sampleCode = "246810";

/** Seconds before another code may be asked for. */
const codePause = 30;

/** Comforts of the check-out form: grouped digits and the code sent to the phone. */
export function setUpCheckout(form: HTMLFormElement): void {
  group(form, "card_number", (digits) => digits.replace(/(.{4})(?=.)/g, "$1 "));
  group(form, "card_expiry", (digits) => digits.slice(0, 4).replace(/^(..)(?=.)/, "$1/"));
  const button = form.querySelector<HTMLButtonElement>("[data-send-code]");
  button?.addEventListener("click", () => sendCode(button));
}

function group(form: HTMLFormElement, name: string, write: (digits: string) => string): void {
  const field = form.elements.namedItem(name);
  if (!(field instanceof HTMLInputElement)) return;
  field.addEventListener("input", () => {
    const atEnd = field.selectionStart === field.value.length;
    const written = write(field.value.replace(/\D/g, ""));
    if (atEnd && written !== field.value) field.value = written;
  });
}

function sendCode(button: HTMLButtonElement): void {
  showToast(`Sent. In this sample shop the code is ${sampleCode}.`);
  button.disabled = true;
  let left = codePause;
  const tick = () => {
    button.textContent = left > 0 ? `Again in ${left} s` : "Send the code";
    button.disabled = left > 0;
    if (left > 0) setTimeout(tick, 1000);
    left--;
  };
  tick();
}
