import { expect, test } from "vitest";
import { sniff } from "./sniff.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

test.each([
  ["\x89PNG\r\n\x1a\n…", "image/png"],
  ["\xff\xd8\xff\xe0", "image/jpeg"],
  ["GIF89a", "image/gif"],
  ["RIFF\x10\0\0\0WEBPVP8 ", "image/webp"],
  ["\0\0\0\x1cftypavif", "image/avif"],
  ["wOF2", "font/woff2"],
  ['<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"],
  ["\n<svg>", "image/svg+xml"],
  ['{"account":"<svg>"}', undefined],
  ["<!doctype html><svg>", undefined],
  ["RIFF\x10\0\0\0WAVE", undefined],
  ["", undefined],
])("%j is %s (M9, P2)", (content, type) => {
  expect(sniff(bytes(content))).toBe(type);
});
