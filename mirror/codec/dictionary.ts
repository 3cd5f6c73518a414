/**
 * Strings both ends know from the start: names and values that every second page has. A word that fewer have costs more
 * in the page script than it saves in keyframes, where it is written out once. Their places are part of the payload
 * version: add at the end only together with a new version.
 */
export const DICTIONARY: readonly string[] = (
  "class html head body meta charset utf-8 name viewport content description title lang en link rel stylesheet href " +
  "script src type id style div span a p ul li i img alt h1 h2 section nav nav-item header footer button input form " +
  "placeholder label icon aria-label aria-controls aria-expanded true false text row td tr"
).split(" ");
