import type { SessionStateBody } from "@samepage/wire";
import { expect, test } from "vitest";
import { type Facts, noFacts, phaseOf, whyLost } from "./phase.ts";

const session = (more: Partial<SessionStateBody> = {}) =>
  ({ status: "live", customer_online: true, ...more }) as SessionStateBody;
const facts = (more: Partial<Facts>): Facts => ({
  ...noFacts,
  linked: true,
  wasLinked: true,
  session: session(),
  picture: true,
  ...more,
});

test.each<[string, Facts, string]>([
  ["nothing known yet", noFacts, "connecting"],
  ["a picture and all is well", facts({}), "live"],
  ["no picture yet", facts({ picture: false }), "waiting"],
  ["our socket broke", facts({ linked: false }), "lost"],
  ["the server let us in never", { ...noFacts, stopped: "refused" }, "lost"],
  ["the customer's socket broke", facts({ session: session({ customer_online: false }) }), "lost"],
  [
    "the customer loads a page: not lost",
    facts({ loading: true, session: session({ customer_online: false }) }),
    "loading",
  ],
  ["what comes can't be followed", facts({ stuck: true }), "lost"],
  ["another page comes after that", facts({ stuck: true, loading: true }), "loading"],
  ["the tab is in the background", facts({ hidden: true }), "hidden"],
  ["a stricter rule came", facts({ blanked: true, picture: false }), "blanked"],
  [
    "ended while our socket is away",
    facts({ linked: false, session: session({ status: "ended" }) }),
    "ended",
  ],
])("A20: %s", (_, given, phase) => {
  expect(phaseOf(given)).toBe(phase);
});

test("why it is lost decides the words", () => {
  expect(whyLost(facts({ linked: false }))).toBe("us");
  expect(whyLost(facts({ session: session({ customer_online: false }) }))).toBe("customer");
  expect(whyLost(facts({ linked: false, stopped: "replaced" }))).toBe("replaced");
  expect(whyLost(facts({ stuck: true }))).toBe("unreadable");
  expect(whyLost(facts({ stuck: true, session: session({ customer_online: false }) }))).toBe("customer");
});
