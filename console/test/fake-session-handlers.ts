// What a console's messages about a session do to the fake world: control, people, tabs, codes.
import type { Participant, SessionStateBody } from "@samepage/wire";
import { type FakeWorld, ME, type Said } from "./fake-world.ts";
import { type Handler, problem, text } from "./handler.ts";

/** The code that is right; TOO_MANY stands for one try too many. */
export const RIGHT_CODE = "123456";
export const TOO_MANY = "999999";

const COLOUR = "#e8590c";

export const SESSION_HANDLERS: Record<string, Handler> = {
  "session.withdraw": (world, body) => world.end(sessionOf(world, body), "withdrawn", "agent"),
  "session.end": (world, body) => world.end(sessionOf(world, body), "ended", "agent"),
  "mode.set": (world, body) => {
    const mode = text(body, "mode");
    if (mode === "full") change(world, body, { control: "requested", controller: ME.agent });
    else change(world, body, { mode, control: "none", controller: "" });
  },
  "control.release": (world, body) => change(world, body, { ...OVER, mode: "pointer" }),
  "control.request": (world, body) =>
    change(world, body, { wishes: [...(sessionOf(world, body).wishes ?? []), ME.agent] }),
  "control.withdraw": (world, body) =>
    change(world, body, { wishes: (sessionOf(world, body).wishes ?? []).filter((one) => one !== ME.agent) }),
  "control.give": (world, body) => {
    const agent = text(body, "agent");
    const wishes = sessionOf(world, body).wishes?.filter((one) => one !== agent) ?? [];
    change(world, body, { control: "requested", controller: agent, wishes });
  },
  "people.invite": (world, body) => {
    const guest = { agent: text(body, "agent"), name: "Sofia Marino" };
    change(world, body, { invited: [...(sessionOf(world, body).invited ?? []), guest] });
  },
  "people.join": join,
  "people.leave": (world, body) =>
    change(world, body, { people: sessionOf(world, body).people.filter((one) => one.agent !== ME.agent) }),
  "people.lead": (world, body) => {
    const role = (agent: string): string => (agent === body["agent"] ? "lead" : "joined");
    const people = sessionOf(world, body).people.map((one) => ({ ...one, role: role(one.agent) }));
    change(world, body, { ...OVER, people });
  },
  "tab.pin": (world, body) => change(world, body, { pinned: text(body, "tab") }),
  "nav.go": (world, body, reply) => {
    const url = text(body, "url");
    if (new URL(url).host === "shop.example") change(world, body, { page: { url, title: "" } });
    else reply(problem(body, "origin_unlisted", "This address is not one of the site’s pages.", ""));
  },
  "code.join": code,
};

const OVER = { control: "none", controller: "" };

function sessionOf(world: FakeWorld, body: Said): SessionStateBody {
  const session = world.sessions.get(text(body, "session"));
  if (!session) throw new Error(`no session ${text(body, "session")}`);
  return session;
}

function change(world: FakeWorld, body: Said, part: Partial<SessionStateBody>): void {
  world.changeSession({ ...sessionOf(world, body), ...part });
}

function join(world: FakeWorld, body: Said, reply: (said: Said) => void): void {
  const role = text(body, "role");
  const engaged = engagement(world);
  if (role === "joined" && engaged) {
    return reply(problem(body, "engaged", "You are in another co-browse session.", engaged.session));
  }
  const me: Participant = { ...ME, role, colour: COLOUR, connected: true, grants: [] };
  const others = sessionOf(world, body).people.filter((one) => one.agent !== ME.agent);
  change(world, body, { people: [...others, me] });
}

/** The open session that we act in. */
export function engagement(world: FakeWorld): SessionStateBody | undefined {
  return [...world.sessions.values()].find(
    ({ status, people }) =>
      status !== "ended" && people.some((one) => one.agent === ME.agent && one.role !== "supervisor"),
  );
}

function code(world: FakeWorld, body: Said, reply: (said: Said) => void): void {
  if (body["code"] === TOO_MANY) {
    return reply(problem(body, "too_fast", "Too many wrong codes. Please wait 10 minutes.", ""));
  }
  if (body["code"] !== RIGHT_CODE) {
    return reply(problem(body, "not_found", "This code is not right, or it has expired.", ""));
  }
  const me: Participant = { ...ME, role: "lead", colour: COLOUR, connected: true, grants: [] };
  const { live_at: _, ...session } = world.elsewhere({ chat: "", status: "asked", people: [me] });
  world.changeSession({ ...session, expires_at: new Date(Date.now() + 60_000).toISOString() });
}
