import type { Child, PropsWithChildren } from 'hono/jsx'
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx'

type Props = PropsWithChildren<{
  title: string
  /** The way to the page, above. */
  trail?: readonly Crumb[]
  /** The small line above: "Five-week class · 5W22". */
  kicker?: string
  badge?: Child
  actions?: Child
  /** display: the head of a public page; work: an admin or account page. */
  size?: 'display' | 'work'
}>

/** A page's one <h1>, with what belongs beside it; children are the line or two under it. */
export const PageHeading = ({ trail, ...heading }: Props) =>
  trail === undefined ? (
    <Heading {...heading} />
  ) : (
    <>
      <Breadcrumbs trail={trail} />
      <div class="mt-4">
        <Heading {...heading} />
      </div>
    </>
  )

const Heading = ({ title, kicker, badge, actions, size = 'display', children }: Omit<Props, 'trail'>) => (
  <div>
    {kicker !== undefined && <p class="kind mb-2">{kicker}</p>}
    <div class="flex flex-wrap items-center gap-x-4 gap-y-3">
      <h1 class={size === 'display' ? 'min-w-0 text-4xl' : 'min-w-0'}>{title}</h1>
      {badge}
      {actions !== undefined && <div class="flex flex-wrap gap-2 md:ml-auto">{actions}</div>}
    </div>
    {children !== undefined && (
      <div class={size === 'display' ? 'lead mt-4' : 'mt-2 max-w-prose text-muted'}>{children}</div>
    )}
  </div>
)
