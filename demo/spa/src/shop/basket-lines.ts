/** A changed quantity is sent at once; without this script the line's own button does it. */
export function setUpBasketLines(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("[data-line]")) {
    form.classList.add("live");
    form.addEventListener("change", () => {
      if (form.checkValidity()) form.requestSubmit();
    });
  }
}
