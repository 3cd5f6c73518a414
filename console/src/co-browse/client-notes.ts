// What to think of what a browser tells of itself: several say the same whatever is true (A12).
import type { ClientInfo } from "@samepage/wire";

/** frozen: the browser tells no true version of the system; perhapsIpad: tablets of Apple call themselves a Mac. */
export type ClientNote = "frozen" | "perhapsIpad";

export function clientNotes(
  client: Pick<ClientInfo, "os" | "os_version" | "browser" | "mobile">,
): ClientNote[] {
  const notes: ClientNote[] = [];
  if (client.os && !client.os_version) notes.push("frozen");
  // Only WebKit's own browser hides the tablet, and it tells no version of the system when it does.
  if (client.os === "macOS" && client.browser === "Safari" && !client.os_version) notes.push("perhapsIpad");
  return notes;
}
