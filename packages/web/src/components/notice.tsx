import type { Child, PropsWithChildren } from 'hono/jsx'

const tones = {
  info: { ink: 'text-info', path: 'M12 11v5M12 8h.01', label: 'Note' },
  success: { ink: 'text-success', path: 'm8.5 12.5 2.5 2.5 4.5-5.5', label: 'Done' },
  warning: { ink: 'text-ending', path: 'M12 8v5M12 16h.01', label: 'Warning' },
  error: { ink: 'text-error', path: 'm9.5 9.5 5 5m0-5-5 5', label: 'Error' },
} as const

export type NoticeTone = keyof typeof tones

type Props = PropsWithChildren<{
  tone?: NoticeTone
  title?: string /** A link or a form, e.g. an undo. */
  action?: Child
}>

/** Something the reader should know now. Errors interrupt a screen reader, the rest waits its turn. */
export const Notice = ({ tone = 'info', title, action, children }: Props) => {
  const look = tones[tone]
  return (
    <div
      class="hairline flex flex-wrap items-start gap-x-3 gap-y-2 rounded-field bg-base-100 px-4 py-3"
      role={tone === 'error' ? 'alert' : 'status'}
    >
      <svg
        class={`mt-0.5 size-5 shrink-0 ${look.ink}`}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
        role="img"
        aria-label={look.label}
      >
        <circle cx="12" cy="12" r="9" />
        <path d={look.path} />
      </svg>
      <div class="min-w-0 flex-1 basis-48 break-words">
        {title !== undefined && <p class="font-medium">{title}</p>}
        <div class={title === undefined ? '' : 'text-muted'}>{children}</div>
      </div>
      {action !== undefined && <div class="shrink-0 self-center">{action}</div>}
    </div>
  )
}
