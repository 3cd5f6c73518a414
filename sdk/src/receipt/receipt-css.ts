/** Feedback after a session, and the receipt. Lengths are CSS pixels. */
export const receiptCss = `
.after { margin-block-start: 12px; padding-block-start: 12px; border-block-start: 1px solid var(--line); }
.after a { color: inherit; font-weight: 600; display: inline-block; padding-block: 10px; }
.rate fieldset { border: 0; margin: 0; padding: 0; }
.rate legend { padding: 0; font-weight: 600; }
.stars { display: flex; }
.stars label { position: relative; display: grid; place-items: center; width: 44px; height: 44px; cursor: pointer; }
.stars input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
.stars i { font: normal 28px/1 system-ui, sans-serif; color: var(--quiet); }
.stars i::before { content: "\\2606"; }
.stars:has(:checked) label:not(:has(:checked) ~ label) i { color: var(--text); }
.stars:has(:checked) label:not(:has(:checked) ~ label) i::before { content: "\\2605"; }
.stars label:has(:focus-visible) { outline: 3px solid var(--ring); border-radius: 8px; }
.rate-more { display: flex; flex-direction: column; gap: 10px; margin-block-start: 6px; }
.rate-more label { display: flex; flex-direction: column; gap: 4px; font-size: 14px; color: var(--quiet); }
.rate-more textarea {
  color: var(--text); padding: 9px 12px; border: 1px solid var(--edge); border-radius: 10px; background: var(--ground); font-size: 16px; resize: vertical;
}
.rate .quiet { color: var(--quiet); font-size: 14px; }
dialog.receipt { width: min(600px, calc(100vw - 24px)); }
.receipt h3 { margin-block: 16px 4px; font-size: 15px; font-weight: 650; }
.receipt li { margin-block: 4px; overflow-wrap: anywhere; }
.receipt time { font-variant-numeric: tabular-nums; color: var(--quiet); }
.receipt .address { display: block; font-size: 13px; }
.receipt .answers .quiet { margin-inline-end: auto; }
@media (forced-colors: active) { .stars i { color: ButtonText; } }
`;
