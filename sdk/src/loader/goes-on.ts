/** Beginning of all our storage keys; the rest is the site key and a name. */
export function storageKey(site: string, name: string): string {
  return `samepage.${site}.${name}`;
}

/** Whether the page before this one left a chat or a session behind that goes on here. */
export function goesOn(window: Window, site: string): boolean {
  try {
    return (
      window.sessionStorage.getItem(storageKey(site, "session")) !== null ||
      window.localStorage.getItem(storageKey(site, "chat")) !== null
    );
  } catch {
    return false; // storage is switched off: nothing can have been left
  }
}
