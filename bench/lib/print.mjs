// Tables for people: columns as wide as their widest cell, numbers at the right.

/** Three significant digits, whole from a thousand on; a dash where there is no figure. */
export function figure(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en");
  return String(Number(value.toPrecision(3)));
}

/** A ratio with its 95 % interval, as `0.42 (0.38–0.47)`. */
export function ratioText(paired) {
  if (!paired) return "–";
  const two = (value) => value.toFixed(2);
  return paired.rounds > 1
    ? `${two(paired.ratio)} (${two(paired.low)}–${two(paired.high)})`
    : two(paired.ratio);
}

/** Prints rows of cells under a title; the first column is text, the others figures. */
export function printTable(title, head, rows) {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...lines.map((row) => row[column].length)));
  const pad = (cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]));
  const text = lines.map((row) => `  ${row.map(pad).join("   ").trimEnd()}`);
  const rule = `  ${widths.map((width) => "─".repeat(width)).join("   ")}`;
  console.log(`\n${title}\n${text[0]}\n${rule}\n${text.slice(1).join("\n")}`);
}
