/** Families that systems bring along, the likeliest first among those that measure the same. */
export const FAMILIES: readonly string[] = (
  "Arial|Helvetica|Times New Roman|Times|Courier New|Courier|Verdana|Georgia|Tahoma|Trebuchet MS|Segoe UI|Calibri|" +
  "Cambria|Consolas|Lucida Console|Lucida Grande|Helvetica Neue|SF Pro Text|Menlo|Monaco|Geneva|Palatino|Roboto|" +
  "Roboto Mono|Droid Sans|Noto Sans|Noto Serif|Noto Sans Mono|Liberation Sans|Liberation Serif|Liberation Mono|" +
  "DejaVu Sans|DejaVu Serif|DejaVu Sans Mono|Ubuntu|Ubuntu Mono|Cantarell|Open Sans|Nimbus Sans|Nimbus Roman|" +
  "Nimbus Mono PS|FreeSans|FreeSerif|FreeMono|Comic Sans MS|Apple Chancery|Snell Roundhand|Impact|Papyrus|Z003|D050000L"
).split("|");
