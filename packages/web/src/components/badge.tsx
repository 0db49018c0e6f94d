import type { PropsWithChildren } from 'hono/jsx'

const tones = {
  plain: 'border-base-300 text-base-content',
  quiet: 'border-base-300 text-muted',
  strong: 'border-neutral bg-neutral text-neutral-content',
  live: 'border-secondary bg-secondary text-secondary-content',
  draft: 'border-dashed border-control text-base-content',
} as const

const dots = {
  primary: 'text-primary',
  secondary: 'text-secondary',
  success: 'text-success',
  warning: 'text-warning',
  accent: 'text-accent',
  error: 'text-error',
  hollow: 'dot-hollow text-muted',
  live: 'dot-live',
} as const

export type BadgeProps = PropsWithChildren<{ tone?: keyof typeof tones; dot?: keyof typeof dots }>

/** A word or two about something's state. The words carry the meaning; the color only repeats it. */
export const Badge = ({ tone = 'plain', dot, children }: BadgeProps) => (
  <span
    class={`nums inline-flex w-fit items-center gap-1.5 rounded-full border px-2.5 py-0.5 text-[0.8125rem] font-medium sm:whitespace-nowrap ${tones[tone]}`}
  >
    {dot && <span class={`dot ${dots[dot]}`} aria-hidden="true" />}
    {children}
  </span>
)
