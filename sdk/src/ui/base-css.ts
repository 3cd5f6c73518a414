/** What all parts share: colours (`--edge` of fields and `--ring` of the focus have 3:1 to what is around, whatever the accent), type, buttons, focus. Lengths are CSS pixels. */
export const baseCss = `
:host { color-scheme: light dark; }
.box, .marks {
  --ground: #ffffff; --raised: #f4f5f7; --text: #16181d; --quiet: #5a6070; --line: #d9dce3; --edge: #868b99; --danger: #b3261e;
  --shadow: 0 1px 2px rgb(0 0 0 / .12), 0 8px 28px rgb(0 0 0 / .18);
  font: 400 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  --ring: color-mix(in srgb, var(--accent) 50%, var(--text)); color: var(--text); text-align: start; letter-spacing: normal; -webkit-text-size-adjust: 100%;
}
@media (prefers-color-scheme: dark) {
  .box, .marks {
    --ground: #1d1f25; --raised: #2a2d35; --text: #eef0f4; --quiet: #a9b0be; --line: #3b3f4a; --edge: #7b8190; --danger: #ff8a80;
    --shadow: 0 1px 2px rgb(0 0 0 / .5), 0 8px 28px rgb(0 0 0 / .55);
  }
}
.box.apart {
  position: fixed; inset: 0 auto auto 0; width: var(--view-width); height: var(--view-height); transform-origin: 0 0;
  transform: translate(var(--view-left), var(--view-top)) scale(calc(1 / var(--view-scale)));
}
.marks { position: fixed; inset: 0; z-index: 0; overflow: clip; }
*, *::before, *::after { box-sizing: border-box; }
h2, h3, p, ul { margin: 0; padding: 0; }
[hidden] { display: none !important; }
button, input, textarea { font: inherit; color: inherit; letter-spacing: inherit; margin: 0; }
button {
  min-height: 40px; padding: 8px 16px; border: 1px solid var(--line); border-radius: 10px;
  background: var(--ground); cursor: pointer; touch-action: manipulation;
}
button:hover { background: var(--raised); }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
button.main:hover { background: color-mix(in srgb, var(--accent) 86%, var(--on-accent)); }
button.plain { border-color: transparent; background: transparent; }
button.plain:hover { background: var(--raised); }
button.icon { padding: 8px; min-width: 40px; display: inline-grid; place-items: center; }
button[aria-disabled="true"] { background: var(--raised); border-color: var(--line); color: var(--quiet); cursor: default; }
svg { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
:focus-visible { outline: 3px solid var(--ring); outline-offset: 2px; }
[tabindex="-1"]:focus { outline: none; }
@media (pointer: coarse), (max-width: 600px) { button, button.icon { min-height: 44px; min-width: 44px; } }
.aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) { button { border-color: ButtonText; } }
`;
