import type { Child, PropsWithChildren } from 'hono/jsx'
import { Icon } from './icon.tsx'

const tones = {
  info: { look: 'notice notice-info', label: 'Note' },
  success: { look: 'notice notice-success', label: 'Done' },
  warning: { look: 'notice notice-warning', label: 'Warning' },
  error: { look: 'notice notice-error', label: 'Error' },
} as const

export type NoticeTone = keyof typeof tones

type Props = PropsWithChildren<{
  tone?: NoticeTone
  title?: string /** A link or a form, e.g. an undo. */
  action?: Child
}>

/** Something the reader should know now. Errors interrupt a screen reader, the rest waits its turn. */
export const Notice = ({ tone = 'info', title, action, children }: Props) => {
  const { look, label } = tones[tone]
  return (
    <div class={look} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon name={tone} label={label} />
      <div class="min-w-0 flex-1 basis-48">
        {title !== undefined && <p class="font-semibold">{title}</p>}
        <div>{children}</div>
      </div>
      {action !== undefined && <div class="shrink-0 self-center">{action}</div>}
    </div>
  )
}
