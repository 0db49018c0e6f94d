import type { WithCover } from '@lectern/core/catalog'
import type { Child, PropsWithChildren } from 'hono/jsx'
import { Cover } from './cover.tsx'

type Props = PropsWithChildren<{
  of: WithCover
  /** "My events", above. */
  back: { label: string; href: string }
  /** "Five-week class · 5W22". */
  kind: Child
  title: string
  /** A name for the card with the one thing to do now, and what is in it; without a card the head is one column. */
  card?: Child
}>

/** The head of a page of something that one has: its tint, its cover, and a card with the one thing to do now. */
export const RoomHead = ({ of, back, kind, title, card, children }: Props) => (
  <header class="room-head">
    <div class="page room-grid">
      <div>
        <p class="crumb">
          <a class="text-link" href={back.href}>
            {back.label}
          </a>
        </p>
        <div class="room-id">
          <Cover of={of} format="square" first class="cover-thumb" />
          <div class="min-w-0">
            <p class="kind">{kind}</p>
            <h1>{title}</h1>
          </div>
        </div>
        {children}
      </div>
      {card}
    </div>
  </header>
)
