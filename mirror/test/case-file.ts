/// <reference types="node" />
import { readdirSync, readFileSync } from "node:fs";

/** One case: a page, what is done to it, and questions whose answers must be the same on both sides. */
export interface Case {
  /** First line of the file: what it proves, with the row of the product. */
  readonly title: string;
  readonly page: string;
  /** Statements, one run for each `--- act`. */
  readonly acts: readonly string[];
  /** Expressions of `doc` and `win`; after ` = ` the answer that the page must give. */
  readonly asks: readonly { readonly expression: string; readonly answer: string | undefined }[];
}

const FOLDER = new URL("../testdata/", import.meta.url);

export function readCases(): Case[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".case"))
    .sort()
    .map((name) => parse(readFileSync(new URL(name, FOLDER), "utf8")));
}

function parse(text: string): Case {
  const [title = "", ...parts] = text.split(/^--- /m);
  const of = (kind: string): string[] =>
    parts.filter((part) => part.startsWith(kind)).map((part) => part.slice(part.indexOf("\n") + 1).trim());
  return {
    title: title.trim(),
    page: of("page").join("\n"),
    acts: of("act"),
    asks: of("ask").flatMap((lines) => lines.split("\n").filter(Boolean).map(ask)),
  };
}

function ask(line: string): { expression: string; answer: string | undefined } {
  const [expression = "", answer] = line.split(" = ");
  return { expression, answer };
}
