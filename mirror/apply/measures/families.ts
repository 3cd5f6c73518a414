/**
 * Families that systems bring along. Those of Linux come first: there the others are names for them only, by which no
 * font can be had.
 */
export const FAMILIES: readonly string[] = (
  "Liberation Sans|Liberation Serif|Liberation Mono|DejaVu Sans|DejaVu Serif|DejaVu Sans Mono|Noto Sans|Noto Serif|" +
  "Noto Sans Mono|Nimbus Sans|Nimbus Roman|Nimbus Mono PS|P052|C059|URW Gothic|URW Bookman|Z003|D050000L|FreeSans|" +
  "FreeSerif|FreeMono|Ubuntu|Ubuntu Mono|Cantarell|Roboto|Roboto Mono|Droid Sans|Open Sans|Arial|Helvetica|" +
  "Times New Roman|Times|Courier New|Courier|Verdana|Georgia|Tahoma|Trebuchet MS|Segoe UI|Calibri|Cambria|Consolas|" +
  "Lucida Console|Lucida Grande|Helvetica Neue|SF Pro Text|Menlo|Monaco|Geneva|Palatino|Comic Sans MS|" +
  "Apple Chancery|Snell Roundhand|Impact|Papyrus"
).split("|");
