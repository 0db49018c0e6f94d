import type { PropsWithChildren } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

type Props = PropsWithChildren<{
  words: string
  icon?: IconName
  /** Opens in the flow of what it's in, which may cut off what floats. */
  flow?: boolean
}>

/** A button that opens a short list of links. Of several on a page, one is open at a time. */
export const Menu = ({ words, icon, flow = false, children }: Props) => (
  <details class={flow ? 'menu menu-flow' : 'menu'} name="menu">
    <summary class="btn btn-block">
      {icon && <Icon name={icon} />}
      {words}
      <Icon name="down" look="chev" />
    </summary>
    <div class="menu-list">{children}</div>
  </details>
)
