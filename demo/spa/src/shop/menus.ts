/** The main menu: folded on phones, its panels open on hover (by style) and on click or key. */
export function setUpMenus(): void {
  setUpMenuButton();
  for (const entry of document.querySelectorAll<HTMLElement>("[data-panel]")) setUpPanel(entry);
}

function setUpMenuButton(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-menu-button]");
  const menu = document.getElementById("main-menu");
  if (!button || !menu) return;
  button.addEventListener("click", () => {
    const open = menu.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  });
}

function setUpPanel(entry: HTMLElement): void {
  const button = entry.querySelector("button");
  if (!button) return;
  const set = (open: boolean) => button.setAttribute("aria-expanded", String(open));
  button.addEventListener("click", () => set(button.getAttribute("aria-expanded") !== "true"));
  entry.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    set(false);
    button.focus();
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !entry.contains(event.target)) set(false);
  });
  entry.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !entry.contains(event.relatedTarget)) set(false);
  });
}
