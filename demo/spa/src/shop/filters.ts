/** Milliseconds without a further change before the list is asked again. */
const filterSettles = 350;

/** Filters that act as they are changed; without this script the form's own button does it. */
export function setUpFilters(form: HTMLFormElement): void {
  const max = form.querySelector<HTMLInputElement>("[data-max]");
  const output = form.querySelector("[data-max-output]");
  max?.addEventListener("input", () => {
    if (output) output.textContent = max.value === "0" ? "any price" : `£${max.value}`;
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(() => form.requestSubmit(), filterSettles);
  });
  form.addEventListener("submit", () => {
    if (max?.value === "0") max.disabled = true;
  });
  const sort = document.querySelector<HTMLFormElement>("[data-sort]");
  sort?.addEventListener("change", () => sort.requestSubmit());
  foldOnPhones(form);
}

function foldOnPhones(form: HTMLFormElement): void {
  const fold = form.querySelector<HTMLDetailsElement>("[data-filters-fold]");
  if (fold && matchMedia("(max-width: 960px)").matches) fold.open = false;
}
