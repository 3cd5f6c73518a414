/** The code for the telephone. Lengths are CSS pixels. */
export const codeCss = `
.code {
  position: fixed; z-index: 3; inset-inline: 12px; inset-block-start: max(12px, env(safe-area-inset-top)); margin-inline: auto; max-width: 420px;
  padding: 20px 22px; border-radius: 16px; pointer-events: auto; text-align: center;
  background: var(--ground); border: 1px solid var(--line); box-shadow: var(--shadow); max-height: 50%; overflow: auto;
}
.code.low { inset-block: auto max(12px, env(safe-area-inset-bottom)); }
.code h2 { font-size: 18px; font-weight: 650; margin-block-end: 6px; }
.code .digits {
  margin-block: 14px 8px; font-size: clamp(34px, 13vw, 52px); line-height: 1.1; font-weight: 650; letter-spacing: .06em;
  font-variant-numeric: tabular-nums;
}
.code .digits .said { font-size: 15px; font-weight: 400; letter-spacing: 0; }
.code .quiet { color: var(--quiet); font-size: 14px; }
.code .answers { display: flex; justify-content: center; gap: 10px; margin-block-start: 14px; }
.code button { min-width: 96px; min-height: 44px; }
@media (prefers-reduced-motion: no-preference) { .code { animation: arrive .18s ease-out; } }
`;
