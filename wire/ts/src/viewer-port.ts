// What console and viewer say to each other over their one MessagePort. Both ends check
// every message by its shape: the viewer shows what a customer's page sent.
//
// Handing the port over: the viewer posts {type: VIEWER_READY} to its parent with the
// console's exact origin as target. The console checks origin and source, makes a
// MessageChannel and posts {type: VIEWER_PORT} with port2 to the viewer's exact origin.
// The viewer checks origin and source and takes the first port only; then it says "ready".
import type { Page, SessionStateBody } from "./generated.ts";

/** What the picture is doing; each has its own appearance, none is a spinner alone. */
export type ViewerPhase =
  | "connecting" // the socket is being opened
  | "waiting" // live, but no picture yet
  | "live"
  | "loading" // the customer is loading a page; the last picture is veiled
  | "hidden" // the customer's tab is in the background
  | "lost" // our connection, or the customer's, is gone; since when is told
  | "blanked" // a stricter privacy rule came; a new picture is on its way
  | "ended";

/** Why the phase is "lost". After the last three nothing comes until the viewer is opened anew. */
export type LostWhy =
  | "us" // our connection is gone, and is being made again
  | "customer" // the customer's is
  | "replaced" // the same agent has opened the picture in another window
  | "refused" // the server does not let the viewer in
  | "unreadable"; // what comes of the page can't be shown, and a fresh start of it did not help

/** From the console to the viewer. */
export type ToViewer =
  | { type: "open"; ticket: string; colour: string }
  | { type: "ticket"; ticket: string } // after "ticketWanted"
  | { type: "theme"; dark: boolean; accent: string; language?: string } // of the viewer's own words; English where absent
  | { type: "mode"; mode: string } // as granted: decides what the overlay takes
  | { type: "trueView"; on: boolean }
  | { type: "tool"; tool: AnnotateTool | ""; colour: string; width: number } // "" = no annotation tool
  | { type: "annotateUndo" }
  | { type: "annotateClear" }
  | { type: "reveal" } // bring into view what the agent last pointed at outside the customer's view
  | { type: "focus" } // the keyboard goes to the picture
  | { type: "close" };

/** The tools of the annotations (A16). */
export type AnnotateTool = "freehand" | "arrow" | "box" | "highlight";

/** From the viewer to the console. */
export type FromViewer =
  | { type: "ready" }
  | { type: "ticketWanted" } // the socket must be opened again
  | { type: "phase"; phase: ViewerPhase; since: string; why?: LostWhy }
  | { type: "session"; session: SessionStateBody }
  | { type: "page"; page: Page }
  | { type: "pageEvent"; event: string }
  | { type: "stats"; rtt: number; match: number; scale: number; width: number; height: number }
  | { type: "secretArea"; count: number } // hatched areas in the picture (A20)
  | { type: "refused"; reason: string } // said at the agent's pointer too; reasons as in input.refused
  | { type: "annotations"; count: number; gone?: string } // how many of the agent's stand, and why some went
  | { type: "layout"; differs: boolean } // True View is off: not what the customer sees
  | { type: "outside"; on: boolean } // the agent points at something outside the customer's visible part
  | { type: "paused"; on: boolean } // the customer is using the page (A10)
  | { type: "stepUp"; state: string; label: string } // P6: asked, allowed, denied, expired
  | { type: "copied"; text: string } // masked text of the selection, for the agent's clipboard
  | { type: "leave" } // the agent left the picture by keyboard (LEAVE_PICTURE): the toolbar takes the focus
  | { type: "key"; key: string }; // a shortcut of the console pressed while the picture had the focus

/**
 * The keys that leave the picture, whatever has the focus in it: Tab and Escape go to the customer's page (WCAG 2.1.2).
 * The same keys bring the console's focus into the picture ("focus").
 */
export const LEAVE_PICTURE = { code: "KeyP", altKey: true } as const;

/** From the viewer to its parent: a port may be handed over now. */
export const VIEWER_READY = "samepage.viewer.ready";
/** From the console to the viewer, with the port. */
export const VIEWER_PORT = "samepage.viewer.port";
