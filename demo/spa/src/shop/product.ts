/** The picture gallery of a product: thumbs, enlargement, and pictures in the colour chosen. */
export function setUpProduct(gallery: HTMLElement): void {
  const main = gallery.querySelector<HTMLImageElement>("[data-main-picture]");
  const thumbs = [...gallery.querySelectorAll<HTMLButtonElement>("[data-thumb]")];
  if (!main) return;
  const show = (thumb: HTMLButtonElement) => {
    const picture = thumb.querySelector("img");
    if (!picture) return;
    main.src = picture.src;
    main.alt = main.alt.replace(/, [^,]*$/, `, ${picture.alt.toLowerCase()}`);
    for (const other of thumbs) other.toggleAttribute("aria-current", false);
    thumb.setAttribute("aria-current", "true");
  };
  for (const thumb of thumbs) thumb.addEventListener("click", () => show(thumb));
  setUpZoom(gallery, main);
  setUpColours(gallery, () => thumbs.find((thumb) => thumb.hasAttribute("aria-current")), show);
}

function setUpZoom(gallery: HTMLElement, main: HTMLImageElement): void {
  const dialog = gallery.querySelector<HTMLDialogElement>("[data-zoom-dialog]");
  const enlarged = gallery.querySelector<HTMLImageElement>("[data-zoom-picture]");
  if (!dialog || !enlarged) return;
  gallery.querySelector("[data-zoom]")?.addEventListener("click", () => {
    enlarged.src = main.src;
    enlarged.alt = main.alt;
    dialog.showModal();
  });
}

function setUpColours(
  gallery: HTMLElement,
  current: () => HTMLButtonElement | undefined,
  show: (thumb: HTMLButtonElement) => void,
): void {
  const name = document.querySelector("[data-colour-name]");
  for (const choice of document.querySelectorAll<HTMLInputElement>("[data-hex]")) {
    choice.addEventListener("change", () => {
      const hex = (choice.dataset.hex ?? "").slice(1);
      for (const picture of gallery.querySelectorAll<HTMLImageElement>("[data-thumb] img")) {
        picture.src = picture.src.replace(/-[0-9a-f]{6}\.svg$/, `-${hex}.svg`);
      }
      if (name) name.textContent = choice.value;
      const thumb = current();
      if (thumb) show(thumb);
    });
  }
}
