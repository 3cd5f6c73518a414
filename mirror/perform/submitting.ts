import { isButtonInput, isDisabled, isInputOf, isTextField, ofForm } from "./fields.ts";
import { viewOf } from "./ground.ts";

/** The form that a field belongs to. */
const formOf = (el: Element): HTMLFormElement | null => (el as HTMLInputElement).form ?? null;

const isSubmitter = (el: Element): boolean =>
  (el.localName === "button" && (el as HTMLButtonElement).type === "submit") ||
  isInputOf(el, "submit") ||
  isInputOf(el, "image");

/** The button that Enter in a field of the form would press. */
function defaultButton(form: HTMLFormElement): HTMLElement | null {
  const controls = [...(ofForm(form, "elements") as HTMLFormControlsCollection)];
  const root = form.getRootNode() as Document | ShadowRoot;
  // Image buttons are no part of `elements`.
  const images = [...root.querySelectorAll<HTMLInputElement>('input[type="image"]')].filter(
    (el) => el.form === form,
  );
  const found = [...controls, ...images].filter(isSubmitter);
  found.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  return (found[0] as HTMLElement | undefined) ?? null;
}

/** What Enter in a field sends: the form that it submits, and the button for it where there is one. */
export function submission(field: Element): { form: HTMLFormElement; button: HTMLElement | null } | null {
  const isSingleLine = field.localName === "input" && !isButtonInput(field);
  const form = isSingleLine ? formOf(field) : null;
  if (!form) return null;
  const button = defaultButton(form);
  if (button) return isDisabled(button) ? null : { form, button };
  // Without a button only a form with one field is sent.
  const controls = [...(ofForm(form, "elements") as HTMLFormControlsCollection)];
  const fields = controls.filter((el) => isTextField(el) && el.localName === "input");
  return fields.length > 1 ? null : { form, button: null };
}

/** Submits as the browser does by itself: the button is pressed, else the form is checked and sent. */
export function submit(form: HTMLFormElement, button: HTMLElement | null): void {
  if (button) button.click();
  else viewOf(form).HTMLFormElement.prototype.requestSubmit.call(form);
}
