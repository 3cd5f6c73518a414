/** Attributes that say how a form is sent; a button that sends it may have its own of the first two. */
const HOW = ["method", "enctype", "accept-charset"] as const;

/** A form as it would be sent now: what the page does with it while a claim is on its way changes nothing. */
export function copyOf(form: HTMLFormElement, submitter: HTMLElement | null): HTMLFormElement {
  const copy = form.ownerDocument.createElement("form");
  for (const name of HOW) {
    const value = submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name);
    if (value !== null) copy.setAttribute(name, value);
  }
  for (const [name, value] of new FormData(form, submitter)) copy.append(fieldOf(copy, name, value));
  return copy;
}

function fieldOf(copy: HTMLFormElement, name: string, value: FormDataEntryValue): HTMLInputElement {
  const field = copy.ownerDocument.createElement("input");
  field.type = typeof value === "string" ? "hidden" : "file";
  field.name = name;
  if (typeof value === "string") field.value = value;
  else if (value.name !== "" || value.size > 0) {
    const files = new DataTransfer();
    files.items.add(value);
    field.files = files.files;
  }
  return field;
}

/** Sends a copy; it is in the document for that moment only. */
export function send(copy: HTMLFormElement, address: string, submit: () => void): void {
  copy.action = address;
  copy.hidden = true;
  copy.ownerDocument.documentElement.append(copy);
  Reflect.apply(submit, copy, []);
  copy.remove();
}
