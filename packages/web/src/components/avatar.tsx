/** "Karl W. Palachuk" becomes "KP": the first and the last name's letters. */
export const initials = (name: string): string => {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words
  return letters.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('')
}

const sizes = {
  small: 'avatar avatar-small',
  medium: 'avatar',
  large: 'avatar avatar-large',
} as const

/** Someone's initials in a circle. The name is beside it, so it says nothing itself. */
export const Avatar = ({ name, size = 'medium' }: { name: string; size?: keyof typeof sizes }) => (
  <span class={sizes[size]} aria-hidden="true">
    {initials(name)}
  </span>
)
