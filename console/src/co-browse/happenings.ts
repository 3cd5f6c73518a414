// What happens in a session, as data: read from two states of it, or from what the viewer says (A20).
import type { FromViewer, SessionStateBody } from "@samepage/wire";
import { type ControlNews, controlNews } from "./control-news.ts";

/** What the customer's page may tell; the words are in happening-words.ts. */
const PAGE_EVENTS = [
  "hidden",
  "visible",
  "loading",
  "left",
  "back",
  "view_only",
  "excluded",
  "shared",
  "secret",
  "covered",
] as const;
export type PageEventName = (typeof PAGE_EVENTS)[number];

export type Happening =
  | { what: "page"; url: string }
  | { what: "pageEvent"; event: PageEventName }
  | { what: "customerLost" }
  | { what: "customerBack" }
  | { what: "tab" } // another tab of the customer is shown now
  | { what: "pinned"; on: boolean }
  | { what: "mode"; mode: string }
  | { what: "control"; news: ControlNews; who: string; mine: boolean }
  | { what: "wish"; who: string }
  | { what: "joined"; who: string; role: string }
  | { what: "leftSession"; who: string }
  | { what: "agentLost"; who: string }
  | { what: "agentBack"; who: string }
  | { what: "lead"; who: string; mine: boolean }
  | { what: "invited"; who: string }
  | { what: "secretAreas"; count: number }
  | { what: "annotationsGone"; why: string }
  | { what: "stepUp"; state: string; label: string }
  | { what: "refused"; reason: string };

const SPOKEN: readonly Happening["what"][] = ["mode", "control", "lead", "wish", "stepUp", "refused"];

/** Those that are also spoken: they change what the agent can do, or say why nothing was done. */
export function isSpoken(happening: Happening): boolean {
  return SPOKEN.includes(happening.what);
}

/** What has happened between two states of a live session. `letGo`: see controlNews. */
export function happeningsOf(
  before: SessionStateBody,
  now: SessionStateBody,
  me: string,
  letGo: boolean,
): Happening[] {
  if (before.status !== "live" || now.status !== "live") return [];
  return [
    ...customerHappenings(before, now),
    ...controlHappenings(before, now, me, letGo),
    ...peopleHappenings(before, now, me),
  ];
}

function* customerHappenings(before: SessionStateBody, now: SessionStateBody): Generator<Happening> {
  if (before.customer_online && !now.customer_online) yield { what: "customerLost" };
  if (!before.customer_online && now.customer_online) yield { what: "customerBack" };
  if (now.tab && before.tab && now.tab !== before.tab) yield { what: "tab" };
  if (now.page && now.page.url !== before.page?.url) yield { what: "page", url: now.page.url };
  if ((before.pinned ?? "") !== (now.pinned ?? "")) yield { what: "pinned", on: Boolean(now.pinned) };
}

function* controlHappenings(
  before: SessionStateBody,
  now: SessionStateBody,
  me: string,
  letGo: boolean,
): Generator<Happening> {
  const news = controlNews(before, now, letGo);
  if (news) {
    const agent = now.controller || before.controller || "";
    yield { what: "control", news, who: nameIn(before, now, agent), mine: agent === me };
  }
  if (now.mode !== before.mode) yield { what: "mode", mode: now.mode };
  for (const agent of now.wishes ?? []) {
    if (!before.wishes?.includes(agent)) yield { what: "wish", who: nameIn(before, now, agent) };
  }
}

function* peopleHappenings(
  before: SessionStateBody,
  now: SessionStateBody,
  me: string,
): Generator<Happening> {
  for (const { agent, name, role, connected } of now.people) {
    const was = before.people.find((one) => one.agent === agent);
    if (was?.role !== role && role === "lead") yield { what: "lead", who: name, mine: agent === me };
    else if (!was || (was.role === "supervisor" && role === "joined"))
      yield { what: "joined", who: name, role };
    if (was?.connected && !connected) yield { what: "agentLost", who: name };
    if (was && !was.connected && connected) yield { what: "agentBack", who: name };
  }
  for (const { agent, name } of before.people) {
    if (!now.people.some((one) => one.agent === agent)) yield { what: "leftSession", who: name };
  }
  for (const { agent, name } of now.invited ?? []) {
    if (!before.invited?.some((one) => one.agent === agent)) yield { what: "invited", who: name };
  }
}

function nameIn(before: SessionStateBody, now: SessionStateBody, agent: string): string {
  return [...now.people, ...before.people].find((person) => person.agent === agent)?.name ?? "";
}

/** What a word of the viewer tells, if it is worth a line. */
export function happeningHeard(message: FromViewer): Happening | undefined {
  switch (message.type) {
    case "pageEvent": {
      const event = PAGE_EVENTS.find((one) => one === message.event);
      return event && { what: "pageEvent", event };
    }
    case "secretArea":
      return message.count > 0 ? { what: "secretAreas", count: message.count } : undefined;
    case "annotations":
      return message.gone ? { what: "annotationsGone", why: message.gone } : undefined;
    case "stepUp":
      return { what: "stepUp", state: message.state, label: message.label };
    case "refused":
      return { what: "refused", reason: message.reason };
    default:
      return undefined;
  }
}
