/** A hull on its blocks in the dock. */
export function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false" style={{ flex: 'none' }}>
      <path d="M2 4v13h16V4" fill="none" stroke="var(--text-muted)" strokeWidth="1.6" strokeLinejoin="round" />
      <path d="M5 7h10l-1.6 5.2H6.6z" fill="var(--accent)" />
      <path d="M7.5 14.5v-2M12.5 14.5v-2" stroke="var(--text-muted)" strokeWidth="1.4" />
    </svg>
  );
}
