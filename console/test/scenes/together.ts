import type { Participant, SessionStateBody } from "@samepage/wire";
import type { FakeServer } from "../fake-server.ts";
import { RIGHT_CODE, TOO_MANY } from "../fake-session-handlers.ts";
import { JONAS, ME } from "../fake-world.ts";
import { ANA, busy, CO_BROWSE, live, picture } from "./common.ts";
import type { SceneCase } from "./scene-case.ts";

const JONAS_IN: Participant = { ...JONAS, role: "joined", colour: "#e8590c", connected: true, grants: [] };
const SOFIA = { agent: "agt_sofia", name: "Sofia Marino" };

/** Jonas has come into Ana's session. */
export function joined(server: FakeServer, part: Partial<SessionStateBody> = {}): void {
  const session = server.world.session(ANA);
  server.world.changeSession({ ...session, people: [...session.people, JONAS_IN], ...part });
}

/** We are in a colleague's session. */
export function inside(server: FakeServer, role: string): string {
  busy(server);
  const mine: Participant = { ...ME, role, colour: "#e8590c", connected: true, grants: [] };
  const { session, people } = server.world.elsewhere();
  const state = server.world.sessions.get(session);
  if (!state) throw new Error("the session is gone");
  server.world.sessions.set(session, { ...state, people: [...people, mine] });
  server.world.changeSession({ ...state, people: [...people, mine] });
  return session;
}

/** A colleague asks us into a session. */
export function ask(server: FakeServer): string {
  const { session, site_name, customer } = server.world.elsewhere();
  server.world.send({ kind: "people.invited", session, by: JONAS, site_name, customer });
  return session;
}

function code(name: string, digits: string, words: string): SceneCase {
  return {
    name,
    before: busy,
    act: async (page) => {
      await page.getByRole("button", { name: "Enter a code" }).click();
      await page.getByRole("textbox", { name: "Six-digit code" }).fill(digits);
      await page.getByRole("button", { name: "Ask the customer" }).click();
      await page.getByText(words).first().waitFor();
    },
  };
}

/** Several agents in one session, and sessions without a chat of one's own. */
export const TOGETHER: SceneCase[] = [
  {
    name: "people",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await picture(page, server);
      joined(server, { invited: [SOFIA] });
      await page.getByRole("button", { name: "2 people" }).click();
      await page.getByRole("button", { name: "Hand over lead to Jonas Weber" }).waitFor();
    },
  },
  {
    name: "people-wish",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await picture(page, server);
      joined(server, { mode: "full", control: "granted", controller: ME.agent, wishes: [JONAS.agent] });
      await page.getByRole("button", { name: "Hand over control to Jonas Weber" }).first().waitFor();
    },
  },
  {
    name: "people-invite",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await picture(page, server);
      await page.getByRole("button", { name: "1 person" }).click();
      await page.getByRole("button", { name: "Invite a colleague" }).click();
      await page.getByRole("button", { name: "Invite Sofia Marino" }).click();
      await page.getByText("asked", { exact: true }).first().waitFor();
    },
  },
  {
    name: "people-asked-in",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await picture(page, server);
      ask(server);
      await page.getByRole("region", { name: "Invitations" }).getByRole("button", { name: "Join" }).click();
      await page.getByText("already in a co-browse session with Ana Costa").waitFor();
    },
  },
  {
    name: "people-joined",
    before: (server) => void inside(server, "joined"),
    path: "/sessions/ses_7",
    act: async (page, server) => {
      await picture(page, server);
      await page.getByRole("button", { name: "Request control" }).waitFor();
    },
  },
  {
    name: "people-watching",
    before: (server) => void inside(server, "supervisor"),
    path: "/sessions/ses_7",
    act: async (page, server) => {
      await picture(page, server);
      await page.getByRole("button", { name: "2 people" }).click();
      await page.getByRole("button", { name: "Join" }).waitFor();
    },
  },
  {
    name: "running",
    before: (server) => {
      live(server);
      server.world.elsewhere();
      server.world.elsewhere({ customer: "", mode: "full" });
    },
    path: "/sessions",
    act: async (page) => page.getByRole("button", { name: "Watch the session with Yuki Tanaka" }).waitFor(),
  },
  {
    name: "running-none",
    path: "/sessions",
    act: async (page) => page.getByRole("heading", { name: "No session is running" }).waitFor(),
  },
  {
    name: "running-forbidden",
    before: (server) => {
      server.reportStatus = 403;
    },
    path: "/sessions",
    act: async (page) => page.getByRole("heading", { name: "Only supervisors" }).waitFor(),
  },
  code("code-wrong", "000000", "There is no such code."),
  code("code-too-many", TOO_MANY, "Too many wrong codes."),
  code("code-short", "12", "A code has six digits."),
  code("code-asked", RIGHT_CODE, "Asking Yuki Tanaka"),
  {
    name: "session-gone",
    path: "/sessions/ses_404",
    act: async (page) => page.getByRole("heading", { name: "not on your desk" }).waitFor(),
  },
];
