/** Two pages, one upon the other. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect x="3" y="5" width="18" height="18" rx="4.5" fill="var(--mantine-color-petrol-7)" />
      <rect
        x="11"
        y="9"
        width="18"
        height="18"
        rx="4.5"
        fill="var(--mantine-color-petrol-4)"
        fillOpacity=".88"
      />
    </svg>
  );
}
