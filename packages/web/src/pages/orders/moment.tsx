import type { Event, WithCover } from '@lectern/core/catalog'
import { isLiveRegistration, nameForBuyer } from '@lectern/core/registration'
import { Cover } from '../../components/cover.tsx'
import { hueOf } from '../event-row.tsx'
import type { OrderView } from './load-order.ts'
import type { Called, OrderFace } from './order-words.ts'

/** What the page is about at a glance: the first event that's to come, or what was bought to read. */
const shownOf = ({ titles }: OrderView, coming: readonly Event[]): WithCover | undefined =>
  coming[0] ?? titles[0]?.product

/**
 * Who is in, to be called by name: the one person who comes, by what the buyer typed; nobody where there are several. A name of
 * one word stays as it is, and a title isn't what someone is called.
 */
export const calledOf = ({ order, registrations }: OrderView): Called | undefined => {
  const [only, ...more] = registrations.filter(isLiveRegistration)
  if (only === undefined || more.length > 0) return undefined
  const whole = nameForBuyer(only).trim()
  const [first = ''] = whole.split(/\s+/)
  const buyer = only.personId === order.buyer.personId
  return { name: first.length > 1 && !first.endsWith('.') ? first : whole, buyer }
}

/** The check mark draws itself where motion is welcome. */
const CheckMark = () => (
  <svg class="moment-mark" viewBox="0 0 48 48" aria-hidden="true">
    <circle cx="24" cy="24" r="24" />
    <path d="m14 24.5 7 7 13-14" />
  </svg>
)

/** The head of a confirmed order: its cover, the check mark, and what it means. */
export const Moment = ({ view, coming, face }: { view: OrderView; coming: readonly Event[]; face: OrderFace }) => {
  const shown = shownOf(view, coming)
  return (
    <div class={`moment hue-${shown ? hueOf(shown) : 'teal'}`}>
      <div class={shown ? 'moment-art' : 'moment-art moment-bare'}>
        {shown && <Cover of={shown} format="card" first />}
        <CheckMark />
      </div>
      <h1>{face.title}</h1>
      <p class="lead">{face.words}</p>
    </div>
  )
}
