import type { Event } from '@lectern/core/catalog'
import { admit, entrance, findRecord, knownPass, type Verdict } from '@lectern/core/door'
import type { Instant, Table } from '@lectern/core/platform'
import { listRoster, type Registration } from '@lectern/core/registration'
import { formatTime } from '@lectern/core/schedule'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { plural } from '../event-words.ts'
import { doorAddress } from './door-page.tsx'
import { verdictTitle } from './door-words.ts'

/** So many people are shown at once; type more of the name for others. */
const shown = 12

export type Found = { registration: Registration; verdict: Verdict }

/** People on the roster whose name begins so, with what the door would say of each now. */
export const findPeople = async (table: Table, event: Event, name: string, now: Instant): Promise<Found[]> => {
  const { items } = await listRoster(table, event.slug, { limit: shown, namePrefix: name })
  return Promise.all(
    items.map(async (registration) => {
      const { checkIns } = await findRecord(table, { event: event.slug, registration: registration.id })
      const standing = checkIns.filter(({ scan }) => scan !== '')
      const asked = { scan: '', at: now }
      return {
        registration,
        verdict: admit(knownPass(event, registration), { gate: entrance, zone: event.zone }, standing, asked),
      }
    }),
  )
}

const Standing = ({ event, found, scan }: { event: Event; found: Found; scan: string }) => {
  const { registration, verdict } = found
  if (verdict.word === 'again') {
    return (
      <span class="in">
        <Icon name="check" /> In since {formatTime(verdict.first.at, event.zone)}
      </span>
    )
  }
  if (verdict.word !== 'admitted') return <span class="not">{verdictTitle(verdict)}</span>
  return (
    <form method="post" action={doorAddress(event, '/check-in')}>
      <HiddenFields values={{ person: registration.personId, scan }} />
      <SubmitButton look="plain">
        Check in<span class="sr-only"> {registration.name}</span>
      </SubmitButton>
    </form>
  )
}

type Props = { event: Event; name: string; found: readonly Found[]; newScan: () => string }

export const FoundPeople = ({ event, name, found, newScan }: Props) => (
  <>
    <p class="small muted door-hint" role="status">
      {found.length === 0
        ? `Nobody’s name begins with “${name}”. Try another part of the name.`
        : `${plural(found.length, 'person', 'people')}${found.length === shown ? ', the first ones' : ''} for “${name}”`}
    </p>
    <ul class="door-list">
      {found.map((one) => (
        <li>
          <span class="grow">
            <b>{one.registration.name}</b>
            <span class="muted small">{one.registration.ticketName}</span>
          </span>
          <Standing event={event} found={one} scan={newScan()} />
        </li>
      ))}
    </ul>
  </>
)
