// Rows for the reports: made by rule, so that every run shows the same.
import type { SessionRow, TimelineEntry } from "../src/lib/api.ts";
import { CLIENT, ME } from "./fake-world.ts";

const CUSTOMERS = ["Ana Costa", "Ben Okafor", "Eva Novák", "", "Tom Brandt", "Yuki Tanaka", "Priya Raman"];
const AGENTS = [ME.name, "Jonas Weber", "Sofia Marino"];
const REASONS = ["ended", "ended", "ended", "declined", "lost", "expired", "ended", "chat_ended"];
const BY = ["customer", "agent", "agent", "customer", "system", "system", "customer", "agent"];

/** The newest session of the made-up report began then. */
const NEWEST = Date.parse("2026-11-22T14:40:00Z");

export function reportRows(count: number): SessionRow[] {
  return Array.from({ length: count }, (_, i) => row(i));
}

function row(i: number): SessionRow {
  const started = NEWEST - i * 47 * 60_000;
  const reason = REASONS[i % REASONS.length] ?? "ended";
  const live = reason !== "declined" && reason !== "expired";
  const seconds = live ? 45 + ((i * 137) % 1500) : 0;
  const agent = AGENTS[i % AGENTS.length] ?? ME.name;
  return {
    session: `ses_r${i}`,
    started_at: new Date(started).toISOString(),
    ...(live ? { live_at: new Date(started + 9000).toISOString() } : {}),
    ended_at: new Date(started + 9000 + seconds * 1000).toISOString(),
    duration_s: seconds,
    agent,
    agents: [agent],
    customer: CUSTOMERS[i % CUSTOMERS.length] ?? "",
    site: "shop.example",
    chat: `cht_r${i}`,
    pages: live ? 1 + (i % 6) : 0,
    escalation: "instant",
    mode: "pointer",
    modes: live
      ? [
          { mode: "pointer", seconds: seconds - 20 },
          { mode: "view", seconds: 20 },
        ]
      : [],
    end_reason: reason,
    ended_by: BY[i % BY.length] ?? "system",
    ...(i % 4 === 0 ? { external_key: `CRM-${48213 + i}` } : {}),
    client: CLIENT,
    ...(live && i % 2 === 0 ? { stars: 5, feedback: "Quick and kind." } : {}),
  };
}

export function timelineOf(found: SessionRow): TimelineEntry[] {
  const at = (seconds: number): string =>
    new Date(Date.parse(found.started_at) + seconds * 1000).toISOString();
  return [
    { at: at(0), kind: "invited", by: found.agent, class: "state", detail: null },
    { at: at(9), kind: "accepted", by: "customer", class: "state", detail: null },
    page(at(10), "https://shop.example/basket"),
    page(at(31), "https://shop.example/checkout"),
    state(at(33), "control_requested", found.agent, { agent: "agt_mia" }),
    state(at(37), "control_granted", "customer", { agent: "agt_mia", asker: "samepage" }),
    {
      at: at(41),
      kind: "done",
      by: "customer",
      class: "detail",
      by_page: true,
      detail: { action: "type", agent: found.agent, chars: "24", label: "Street", result: "done" },
    },
    state(at(44), "control_ended", "customer", { agent: "agt_mia", why: "released" }),
    state(at(48), "agent_joined", "Jonas Weber", { role: "joined" }),
    state(at(60), "mode_set", found.agent, { from: "pointer", mode: "view" }),
    {
      at: at(9 + found.duration_s),
      kind: "ended",
      by: found.ended_by,
      class: "state",
      detail: { reason: found.end_reason },
    },
    ...(found.stars
      ? [state(at(90 + found.duration_s), "rated", "customer", { stars: `${found.stars}` })]
      : []),
  ];
}

function page(at: string, url: string): TimelineEntry {
  return { at, kind: "page_shown", by: "customer", class: "detail", detail: { page: url } };
}

function state(at: string, kind: string, by: string, detail: Record<string, string>): TimelineEntry {
  return { at, kind, by, class: "state", detail };
}
