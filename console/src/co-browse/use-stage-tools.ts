// What this agent has chosen for one picture: how it is laid out, and what is drawn with.
import type { SessionStateBody } from "@samepage/wire";
import { GrantAnnotate } from "@samepage/wire";
import { useState } from "react";
import { FIRST_PEN, type Pen } from "./pen.ts";
import { mayIn } from "./session-view.ts";

export interface StageTools {
  /** A14: on by default. */
  trueView: boolean;
  setTrueView: (on: boolean) => void;
  /** Whether the mode and role allow annotations. */
  mayAnnotate: boolean;
  annotating: boolean;
  setAnnotating: (on: boolean) => void;
  /** The chosen pen, also while nothing is drawn. */
  pen: Pen;
  setPen: (pen: Pen) => void;
}

export function useStageTools(session: SessionStateBody, me: string): StageTools {
  const [trueView, setTrueView] = useState(true);
  const [wanted, setWanted] = useState(false);
  const [pen, setPen] = useState(FIRST_PEN);
  const mayAnnotate = mayIn(session, me, GrantAnnotate);
  return {
    trueView,
    setTrueView,
    mayAnnotate,
    annotating: wanted && mayAnnotate,
    setAnnotating: setWanted,
    pen,
    setPen,
  };
}
