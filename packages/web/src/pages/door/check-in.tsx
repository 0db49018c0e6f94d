import type { Event } from '@lectern/core/catalog'
import {
  type Answer,
  countIn,
  entrance,
  findRecord,
  openDoor,
  type Shown,
  scanPass,
  undoCheckIn,
} from '@lectern/core/door'
import { idPrefixes, newId, notFound } from '@lectern/core/platform'
import { findRegistration } from '@lectern/core/registration'
import { formatWholeDay } from '@lectern/core/schedule'
import { buttonClass } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { Island } from '../../components/island.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { definePages, done, recorded } from '../../forms/pages.ts'
import { queried } from '../../forms/queried.ts'
import type { Typed } from '../../forms/typed.ts'
import { plural } from '../event-words.ts'
import type { Request } from '../site-page.tsx'
import { doorAddress, showDoor } from './door-page.tsx'
import { toneOf } from './door-words.ts'
import { FoundPeople, findPeople } from './find-people.tsx'
import { VerdictCard } from './verdict.tsx'

/** The id of a check-in that a page offers: sent twice, it counts once. */
const newScan = (): string => newId('scan')

/** An id as we make them; anything else that a form or an address brings is none. */
const idIn = (text: string | undefined, kind: 'scan' | 'person'): string | undefined =>
  text !== undefined && new RegExp(`^${idPrefixes[kind]}_[0-9a-z]{26}$`).test(text) ? text : undefined

const Search = ({ event, name }: { event: Event; name: string }) => (
  <search>
    <form class="find" method="get" action={doorAddress(event)}>
      <Icon name="search" />
      <input
        class="control"
        type="search"
        name="name"
        value={name}
        aria-label="Name"
        placeholder="Find by name"
        autocomplete="off"
        maxlength={120}
      />
    </form>
  </search>
)

const PassForm = ({ event, camera }: { event: Event; camera: boolean }) => (
  <form class="door-pass" method="post" action={doorAddress(event, '/check-in')}>
    <input type="hidden" name="scan" value={newScan()} />
    <button class={buttonClass({ look: 'plain' })} type="button" data-scan={camera ? 'on' : ''} hidden>
      Scan with the camera
    </button>
    <label for="pass">Pass</label>
    <input
      class="control"
      id="pass"
      name="pass"
      aria-describedby="pass-hint"
      autocomplete="off"
      spellcheck={false}
      required
      maxlength={120}
    />
    <p class="small muted" id="pass-hint">
      Scan it with a handheld scanner, or type the text under the code.
    </p>
    <SubmitButton look="primary">Check in</SubmitButton>
    <Island name="scan-pass" />
  </form>
)

const personOf = (typed: Typed): string => {
  const person = idIn(typed.text('person'), 'person')
  if (person === undefined) throw notFound('registration')
  return person
}

/** `/door/:event`: checking people in by pass or by name, and how many are in. */
export const checkInPages = definePages({ who: 'person', at: '/door/:event' }, (app, services) => {
  const { table } = services
  const opened = (c: Request) => openDoor(table, c.req.param('event') ?? '', c.var.actor, c.var.now)

  /** What was answered to a check-in that was just made; nothing when the address names none. */
  const answerTo = async (c: Request, event: Event): Promise<Answer | undefined> => {
    const nobody = queried(c, 'nobody', { unknown: 'unknown', 'other-event': 'other-event' } as const)
    if (nobody) return { verdict: { word: nobody } }
    const { scan } = c.req.query()
    const of = idIn(c.req.query('of'), 'person')
    const registration = of === undefined ? undefined : await findRegistration(table, of, event.slug)
    if (!registration) return undefined
    const { scans } = await findRecord(table, { event: event.slug, registration: registration.id })
    const verdict = scans.find(({ id }) => id === scan)?.verdict
    return verdict && { verdict, registration }
  }

  app.page('/', { audit: recorded('door.read', 'event:{event}', { everyone: true }) }, async (c) => {
    const { event } = await opened(c)
    const name = c.req.query('name')?.trim() ?? ''
    const camera = c.req.query('camera') === 'on'
    const answer = await answerTo(c, event)
    if (answer) {
      const children = <VerdictCard event={event} answer={answer} undo={newScan()} camera={camera} />
      return showDoor(c, table, { event, tab: 'find', title: 'Check in', tone: toneOf(answer.verdict), children })
    }
    const found = name === '' ? [] : await findPeople(table, event, name, c.var.now)
    const children = (
      <div class="door-wide">
        <h1 class="sr-only">Check in</h1>
        <Search event={event} name={name} />
        {name !== '' && <FoundPeople event={event} name={name} found={found} newScan={newScan} />}
        <PassForm event={event} camera={camera} />
      </div>
    )
    return showDoor(c, table, { event, tab: 'find', title: 'Check in', children })
  })

  /** Who a form is about: someone found by name, or a pass. */
  const shownBy = (typed: Typed): Shown =>
    typed.text('person') === '' ? { pass: typed.text('pass') } : { personId: personOf(typed) }

  app.form('/check-in', { audit: recorded('door.check-in', 'event:{event}', { everyone: true }) }, async (c, typed) => {
    const { event, person } = await opened(c)
    const scan = idIn(typed.text('scan'), 'scan') ?? newScan()
    const asked = { id: scan, gate: entrance, at: c.var.now, by: person.id }
    const { verdict, registration } = await scanPass(services, event, shownBy(typed), asked, c.var.now)
    const query = new URLSearchParams(registration ? { scan, of: registration.personId } : { nobody: verdict.word })
    if (typed.text('camera') === 'on') query.set('camera', 'on')
    return done(`${doorAddress(event)}?${query}`)
  })

  app.form('/undo', { audit: recorded('door.undo', 'event:{event}', { everyone: true }) }, async (c, typed) => {
    const { event, person } = await opened(c)
    const asked = { id: idIn(typed.text('scan'), 'scan') ?? newScan(), gate: entrance, at: c.var.now, by: person.id }
    await undoCheckIn(services, event, personOf(typed), asked, c.var.now)
    return done(doorAddress(event))
  })

  app.page('/counts', { audit: recorded('door.read', 'event:{event}', { everyone: true }) }, async (c) => {
    const { event } = await opened(c)
    const counts = [...(await countIn(table, event.slug))].map(([place, count]) => ({
      day: place.split('#')[1] ?? '',
      count,
    }))
    const children = (
      <div class="door-wide">
        <h1>Counts</h1>
        {counts.length === 0 && <p class="muted">Nobody has checked in yet.</p>}
        <ul class="door-count">
          {counts.map(({ day, count }) => (
            <li>
              <b>{count}</b>
              {plural(count, 'person', 'people').replace(/^\d+ /, '')} on {formatWholeDay(day)}
            </li>
          ))}
        </ul>
      </div>
    )
    return showDoor(c, table, { event, tab: 'counts', title: 'Counts', children })
  })
})
