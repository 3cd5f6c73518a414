// What all generated pages share: a head with some style, and words that are the same in every run.

const STYLE = `
  body { font: 14px/1.5 system-ui, sans-serif; margin: 0 24px; color: #1d2430; background: #fff }
  header { display: flex; gap: 16px; align-items: center; border-bottom: 1px solid #d8dde6; padding: 12px 0 }
  nav a { color: #2457c5; text-decoration: none; margin-right: 12px }
  table { border-collapse: collapse; width: 100% }
  th, td { border-bottom: 1px solid #e6e9ef; padding: 4px 8px; text-align: left }
  .card { border: 1px solid #d8dde6; border-radius: 8px; padding: 12px; box-shadow: 0 1px 2px rgba(20, 30, 50, .08) }
  .cards { display: grid; grid-template-columns: repeat(4, 1fr); gap: 16px; margin: 16px 0 }
  .field { display: grid; grid-template-columns: 180px 1fr; gap: 8px; margin: 6px 0 }
  .tag { background: #eef3ff; border-radius: 4px; padding: 0 6px; margin-right: 4px }
  .on { background: #fff8e0 }
  li { padding: 2px 0 }`;

const WORDS =
  "order parcel invoice account window shelf lamp carpet kettle garden winter linen copper harbour".split(
    " ",
  );

/** The `count` words that belong to `seed`: neighbours differ, runs do not. */
export function words(seed, count) {
  return Array.from(
    { length: count },
    (_, i) => WORDS[(seed * 7 + i * (3 + (seed % 5))) % WORDS.length],
  ).join(" ");
}

/** Repeats markup for 0 … count - 1. */
export function times(count, markup) {
  return Array.from({ length: count }, (_, i) => markup(i)).join("\n");
}

/** A whole document around the body's markup and a script that runs at its end. */
export function shell(title, body, script = "") {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head>
<body>
<header><strong>Northgate Living</strong><nav>${times(6, (i) => `<a href="#part-${i}">${words(i, 1)}</a>`)}</nav></header>
${body}
<script>${script}</script>
</body>
</html>`;
}
