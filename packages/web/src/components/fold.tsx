import type { PropsWithChildren } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

type Props = PropsWithChildren<{
  title: string
  /** What it costs or until when, said while it is closed. */
  note?: string | undefined
  icon?: IconName
  /** A link to it opens it. */
  id: string
  /** Open at once, for what was just done or refused in it. */
  open?: boolean
  /** Of folds with the same name, one is open at a time. */
  group?: string
}>

/** Something to change, closed until it is wanted. */
export const Fold = ({ title, note, icon, id, open = false, group, children }: Props) => (
  <details class="fold" name={group} open={open}>
    <summary>
      {icon && <Icon name={icon} />}
      <span>
        {title}
        {note !== undefined && <span class="muted"> · {note}</span>}
      </span>
      <Icon name="down" look="chev" />
    </summary>
    <div class="fold-in" id={id}>
      {children}
    </div>
  </details>
)
