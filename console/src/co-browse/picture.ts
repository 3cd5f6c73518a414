// What the viewer has told us about the picture, kept up to date message by message.
import type { FromViewer, LostWhy, ViewerPhase } from "@samepage/wire";

export interface Picture {
  phase: ViewerPhase;
  /** Since when the phase holds, ISO time. */
  since: string;
  /** Who is away while the phase is "lost", or why nothing comes any more. */
  why?: LostWhy;
  /** Round trip in milliseconds; 0 = not measured yet. */
  rtt: number;
  /** How well picture and page agree, 0 to 100; absent until measured. */
  match?: number;
  /** The size of the customer's viewport, CSS pixels; 0 = not told yet. */
  width: number;
  height: number;
  /** How large the picture is shown, 1 = one to one. */
  scale: number;
  /** Areas that privacy rules hide. */
  secretAreas: number;
  /** What the customer's page did last: left, view_only, excluded … (A20). */
  pageEvent?: string;
  /** Address of the page shown, origin and path. */
  url?: string;
  /** How many of this agent's annotations stand on the customer's page. */
  annotations: number;
  /** Why some of them went last: scroll, resize, left … */
  annotationsGone?: string;
  /** True View is off: the layout is the pane's, not the customer's. */
  differs: boolean;
  /** The agent points at something outside the customer's visible part. */
  outside: boolean;
  /** The customer uses the page: the agent's input waits (A10). */
  paused: boolean;
  /** The newest press that the customer has to allow (P6). */
  stepUp?: StepUpNews;
}

/** Where a press that the customer has to allow stands. */
export interface StepUpNews {
  state: string;
  label: string;
}

export function firstPicture(): Picture {
  return {
    phase: "connecting",
    since: new Date().toISOString(),
    rtt: 0,
    width: 0,
    height: 0,
    scale: 1,
    secretAreas: 0,
    annotations: 0,
    differs: false,
    outside: false,
    paused: false,
  };
}

/** The picture after one more message of the viewer; the same one where nothing has changed. */
export function painted(picture: Picture, message: FromViewer): Picture {
  switch (message.type) {
    case "phase": {
      const { why: _, ...rest } = picture;
      const why = message.why === undefined ? {} : { why: message.why };
      return { ...rest, phase: message.phase, since: message.since, ...why };
    }
    case "stats": {
      const { rtt, match, scale, width, height } = message;
      return withChange(picture, { rtt, match, scale, width, height });
    }
    case "secretArea":
      return withChange(picture, { secretAreas: message.count });
    case "pageEvent":
      return withChange(picture, { pageEvent: message.event });
    case "page": {
      const { pageEvent: _, ...rest } = picture;
      return { ...rest, url: message.page.url };
    }
    default:
      return acted(picture, message);
  }
}

// What concerns the agent's own pointing, drawing and acting.
function acted(picture: Picture, message: FromViewer): Picture {
  switch (message.type) {
    case "annotations": {
      const { annotationsGone: _, ...rest } = picture;
      const gone = message.gone === undefined ? {} : { annotationsGone: message.gone };
      return { ...rest, annotations: message.count, ...gone };
    }
    case "layout":
      return withChange(picture, { differs: message.differs });
    case "outside":
      return withChange(picture, { outside: message.on });
    case "paused":
      return withChange(picture, { paused: message.on });
    case "stepUp":
      return { ...picture, stepUp: { state: message.state, label: message.label } };
    default:
      return picture;
  }
}

function withChange(picture: Picture, part: Partial<Picture>): Picture {
  const same = (Object.keys(part) as (keyof Picture)[]).every((name) => picture[name] === part[name]);
  return same ? picture : { ...picture, ...part };
}
