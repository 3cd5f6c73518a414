import type { Head, Link, PeopleInvitedBody, Problem, SessionStateBody } from "@samepage/wire";
import { describe, expect, it } from "vitest";
import { JONAS, MIA, session } from "../../test/session-state.ts";
import { CODE, JoiningStore } from "./joining-store.ts";
import { SessionOrders } from "./session-orders.ts";

interface Desk {
  store: JoiningStore;
  sent: Head[];
  entered: string[];
  invite: (part?: Partial<PeopleInvitedBody>) => void;
}

function desk(online = true): Desk {
  const sent: Head[] = [];
  const entered: string[] = [];
  let hear: (body: PeopleInvitedBody) => void = () => undefined;
  const link = {
    send: (body: Head) => {
      if (online) sent.push(body);
      return online;
    },
    onMessage: (_: string, listener: typeof hear) => {
      hear = listener;
      return () => undefined;
    },
  } as unknown as Link;
  const store = new JoiningStore(link, MIA.agent, {
    onInvited: () => undefined,
    onEntered: (state) => entered.push(state.session),
  });
  store.start();
  const usual: PeopleInvitedBody = {
    kind: "people.invited",
    session: "ses_1",
    by: JONAS,
    site_name: "shop.example",
    customer: "Ana",
  };
  return { store, sent, entered, invite: (part = {}) => hear({ ...usual, ...part }) };
}

const mine = (part: Partial<SessionStateBody> = {}) => session({ people: [JONAS, MIA], ...part });
const no = (re: string, code: string, ref = ""): Problem => ({
  kind: "error",
  code,
  message: "No.",
  next: "ask",
  re,
  ref,
});

describe("a colleague's invitation (A18)", () => {
  it("is shown once, and goes when it is closed, refused or taken", () => {
    const { store, sent, invite } = desk();
    invite();
    invite();
    expect(store.get().invitations).toHaveLength(1);
    invite({ closed: true });
    expect(store.get().invitations).toHaveLength(0);
    invite();
    store.refuse("ses_1");
    expect(store.get().invitations).toHaveLength(0);
    expect(sent.at(-1)).toEqual({ kind: "people.refuse", session: "ses_1" });
    invite();
    store.sessionChanged(mine());
    expect(store.get().invitations).toHaveLength(0);
  });

  it("leads into the session when the server has let us in, and not before", () => {
    const { store, entered, invite } = desk();
    invite();
    store.sessionChanged(session({ people: [JONAS] }));
    store.join("ses_1", "joined");
    expect(entered).toEqual([]);
    store.sessionChanged(mine());
    expect(entered).toEqual(["ses_1"]);
    store.sessionChanged(mine({ version: 2 }));
    expect(entered).toEqual(["ses_1"]);
  });

  it("names the session that is open already (A3)", () => {
    const { store } = desk();
    store.join("ses_1", "joined");
    expect(store.refused(no("people.join", "engaged", "ses_9"))).toBe(true);
    expect(store.get()).toMatchObject({ refusal: { place: "ses_1", open: "ses_9" } });
    expect(store.get().entering).toBeUndefined();
  });
});

describe("a customer's code (A19)", () => {
  it("leads to the session that asks the customer", () => {
    const { store, sent, entered } = desk();
    store.enterCode("123456");
    expect(sent.at(-1)).toEqual({ kind: "code.join", code: "123456" });
    store.sessionChanged(mine({ session: "ses_other" })); // news of another session is not the answer
    store.sessionChanged(mine({ session: "ses_5", status: "asked", chat: "" }));
    expect(entered).toEqual(["ses_5"]);
  });

  it("that is wrong is said in its place, and other problems are not ours", () => {
    const { store } = desk();
    store.enterCode("000000");
    expect(store.refused(no("code.join", "not_found"))).toBe(true);
    expect(store.get().refusal).toMatchObject({ place: CODE, code: "not_found" });
    expect(store.refused(no("chat.send", "too_fast"))).toBe(false);
  });

  it("is not waited for after the connection was lost", () => {
    const { store, invite } = desk();
    invite();
    store.enterCode("123456");
    store.welcome();
    expect(store.get()).toEqual({ invitations: [] });
  });

  it("waits for nothing while there is no connection", () => {
    const { store } = desk(false);
    store.enterCode("123456");
    expect(store.get().entering).toBeUndefined();
  });
});

describe("who let control go (A10)", () => {
  const orders = () => new SessionOrders({ send: () => true } as unknown as Link);

  it("remembers our own end of it until it is asked for anew", () => {
    const one = orders();
    const asked = session({ control: "requested" });
    one.setMode("ses_1", "full");
    expect(one.hasLetGo(session(), asked)).toBe(false);
    one.release("ses_1");
    expect(one.hasLetGo(asked, asked)).toBe(true); // news of something else, while the server has not answered
    expect(one.hasLetGo(session(), asked)).toBe(true);
    expect(one.hasLetGo(session({ session: "ses_2" }), undefined)).toBe(false);
    one.hasLetGo(asked, session());
    expect(one.hasLetGo(session(), asked)).toBe(false);
  });
});
