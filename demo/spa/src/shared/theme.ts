/** What a visitor chose; without a choice the page follows the system. */
export type Theme = "light" | "dark";

const themeKey = "hp-theme";

/** Reads the visitor's choice; storage that the browser refuses counts as no choice. */
export function chosenTheme(): Theme | undefined {
  try {
    const kept = localStorage.getItem(themeKey);
    return kept === "light" || kept === "dark" ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Shows the page in the given theme, or in the system's. */
export function applyTheme(theme: Theme | undefined): void {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

/** Applies a choice and keeps it for the next page; in a browser without storage it lasts for this page. */
export function chooseTheme(theme: Theme | undefined): void {
  applyTheme(theme);
  try {
    if (theme) localStorage.setItem(themeKey, theme);
    else localStorage.removeItem(themeKey);
  } catch (error) {
    console.info("The choice of colours cannot be kept:", error);
  }
}

/** Says whether the page is dark right now. */
export function isDark(): boolean {
  return (
    (chosenTheme() ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark"
  );
}
