/** The lectern, drawn in the color of the text around it. */
export const Mark = ({ class: className = 'icon' }: { class?: string }) => (
  <svg
    class={className}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linejoin="round"
    stroke-linecap="round"
    aria-hidden="true"
  >
    <path d="M4 6h16l-2 6H6L4 6Z" />
    <path d="M12 12v8M8 20h8" />
  </svg>
)
