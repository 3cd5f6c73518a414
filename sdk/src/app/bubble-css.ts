/** The round button that opens the chat. Lengths are CSS pixels. */
export const bubbleCss = `
.bubble {
  position: fixed; inset-block-end: max(20px, env(safe-area-inset-bottom)); inset-inline-end: max(20px, env(safe-area-inset-right));
  width: 56px; height: 56px; padding: 0; border-radius: 50%; pointer-events: auto; display: grid; place-items: center;
  background: var(--accent); color: var(--on-accent); border: 0; box-shadow: var(--shadow);
}
.bubble:hover { background: color-mix(in srgb, var(--accent) 86%, var(--on-accent)); }
.bubble:focus-visible { outline: 3px solid var(--ring); outline-offset: 3px; }
.bubble svg { width: 26px; height: 26px; }
.shared-low .bubble { inset-block-end: calc(var(--bar-height, 56px) + 16px + env(safe-area-inset-bottom)); }
.left .bubble { inset-inline: max(20px, env(safe-area-inset-left)) auto; }
.bubble .count {
  position: absolute; inset-block-start: -3px; inset-inline-end: -3px; min-width: 22px; height: 22px; padding: 0 6px; border-radius: 11px;
  background: #c4261d; color: #fff; font-size: 13px; font-weight: 700; line-height: 22px; border: 2px solid #fff; box-sizing: content-box; margin: -2px;
}
@media (forced-colors: active) { .bubble { border: 2px solid ButtonText; } }
@media print { .box { display: none; } }
`;
