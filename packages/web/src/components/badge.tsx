import type { PropsWithChildren } from 'hono/jsx'

const tones = {
  plain: 'badge',
  quiet: 'badge badge-quiet',
  live: 'badge badge-live',
  ending: 'badge badge-ending',
  good: 'badge badge-good',
  error: 'badge badge-error',
  blue: 'badge badge-blue',
  draft: 'badge badge-draft',
} as const

const dots = {
  primary: 'text-primary',
  secondary: 'text-secondary',
  success: 'text-success',
  ending: 'text-ending',
  error: 'text-error',
  hollow: 'dot-hollow text-muted',
  live: 'dot-live',
} as const

export type BadgeProps = PropsWithChildren<{ tone?: keyof typeof tones; dot?: keyof typeof dots }>

/** A word or two about something's state. The words carry the meaning; the color only repeats it. */
export const Badge = ({ tone = 'plain', dot, children }: BadgeProps) => (
  <span class={tones[tone]}>
    {dot && <span class={`dot ${dots[dot]}`} aria-hidden="true" />}
    {children}
  </span>
)
