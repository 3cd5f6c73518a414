// What the picture is doing, derived from what is known; never set by hand.
import type { LostWhy, SessionStateBody, ViewerPhase } from "@samepage/wire";

/** All that decides the phase. */
export interface Facts {
  /** Whether our own connection is open. */
  linked: boolean;
  /** Whether it has ever been. */
  wasLinked: boolean;
  /** The server has closed our connection for good: another window took the picture over, or another reason. */
  stopped?: "replaced" | "refused";
  session: SessionStateBody | null;
  /** Whether a whole picture stands in the replica. */
  picture: boolean;
  /** A stricter rule emptied the picture and no new one has come. */
  blanked: boolean;
  /** What comes can't be followed, and nothing is asked for any more. */
  stuck: boolean;
  /** The customer's tab is in the background. */
  hidden: boolean;
  /** The customer's browser is loading another page. */
  loading: boolean;
}

/** The facts before anything is known. */
export const noFacts: Facts = {
  linked: false,
  wasLinked: false,
  session: null,
  picture: false,
  blanked: false,
  stuck: false,
  hidden: false,
  loading: false,
};

/**
 * What is most important to know comes first: an ended session stays ended whatever the
 * connection does, and a lost connection makes everything else stale.
 */
export function phaseOf(facts: Facts): ViewerPhase {
  if (facts.session?.status === "ended") return "ended";
  if (!facts.linked) return facts.wasLinked || facts.stopped ? "lost" : "connecting";
  if (facts.blanked) return "blanked";
  if (facts.loading) return "loading";
  if (isAway(facts) || facts.stuck) return "lost";
  if (!facts.picture) return "waiting";
  return facts.hidden ? "hidden" : "live";
}

/** Who is away when the phase is "lost", or why nothing comes any more: the words differ. */
export function whyLost(facts: Facts): LostWhy {
  if (!facts.linked) return facts.stopped ?? "us";
  return facts.stuck && !isAway(facts) ? "unreadable" : "customer";
}

function isAway({ session }: Facts): boolean {
  return !!session && !session.customer_online;
}
