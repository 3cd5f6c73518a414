import type { Participant } from "@samepage/wire";
import type { Sign, SignState } from "../core/stage.ts";
import type { Texts } from "../texts/types.ts";
import { controllerIn, namesOf, peopleIn } from "./people.ts";

/** What the bar says of a session; it never says more or less than what leaves the page (C3). */
export function barWords(sign: Sign, paused: boolean, texts: Texts): string {
  const names = namesOf(peopleIn(sign.session), texts.language);
  const words: { [state in SignState]: () => string } = {
    starting: () => texts.starting(names),
    live: () => liveWords(sign, names, paused, texts),
    unseen: () => texts.nobodyLooks(names),
    elsewhere: () => texts.otherTab(names),
    offline: () => texts.paused,
    excluded: () => texts.excluded,
  };
  return words[sign.state]();
}

/** Who has come and gone since the sign before, in words; nothing at the beginning. */
export function comingsAndGoings(before: Sign | undefined, now: Sign, texts: Texts): string[] {
  if (!before) return [];
  const [then, here] = [peopleIn(before.session), peopleIn(now.session)];
  const without = (some: Participant[], others: Participant[]) =>
    some.filter(({ agent }) => !others.some((other) => other.agent === agent));
  return [
    ...without(here, then).map(({ name }) => texts.joinedNow(name)),
    ...without(then, here).map(({ name }) => texts.leftNow(name)),
  ];
}

function liveWords({ session }: Sign, names: string, paused: boolean, texts: Texts): string {
  const controller = controllerIn(session);
  if (controller && paused) return texts.inControl(controller.name);
  if (controller && peopleIn(session).length > 1) return texts.canSee(names, texts.operates(controller.name));
  return texts.canSee(names, modeWords(session.mode, controller !== undefined, texts));
}

/** What the mode lets the agents do. Operating that is not allowed yet is pointing; an unknown mode is not named. */
function modeWords(mode: string, operates: boolean, texts: Texts): string {
  const real = mode === "full" && !operates ? "pointer" : mode;
  return real in texts.modes ? texts.modes[real as keyof Texts["modes"]] : "";
}
