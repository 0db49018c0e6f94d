import type { Event } from '@lectern/core/catalog'
import { addDoorStaff, type DoorStaff, listDoorStaff, openDoor, removeDoorStaff } from '@lectern/core/door'
import { ensurePerson, findPersonById, nameFromEmail, type Person } from '@lectern/core/identity'
import { EmailAddress, fieldErrors, invalidInput } from '@lectern/core/platform'
import * as z from 'zod'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { definePages, done, type Refused, recorded } from '../../forms/pages.ts'
import { formatMoment } from '../event-words.ts'
import type { Request } from '../site-page.tsx'
import { doorAddress, showDoor } from './door-page.tsx'

const NewStaff = z.object({ email: EmailAddress })

type Member = { staff: DoorStaff; person: Person | undefined }

const Members = ({ event, members, now }: { event: Event; members: readonly Member[]; now: string }) =>
  members.length === 0 ? (
    <p class="muted">Only admins can open this door so far.</p>
  ) : (
    <ul class="door-list">
      {members.map(({ staff, person }) => (
        <li>
          <span class="grow">
            <b>{person?.name ?? 'Someone who was erased'}</b>
            <span class="muted small">
              {person?.email} · until {formatMoment(staff.until, event.zone, now)}
            </span>
          </span>
          <form method="post" action={doorAddress(event, '/staff/remove')}>
            <HiddenFields values={{ person: staff.personId }} />
            <SubmitButton look="ghost">
              Remove<span class="sr-only"> {person?.name}</span>
            </SubmitButton>
          </form>
        </li>
      ))}
    </ul>
  )

/** `/door/:event/staff`: who may work at the door beside admins. */
export const doorStaffPages = definePages({ who: 'admin', at: '/door/:event/staff' }, (app, { table }) => {
  const opened = (c: Request) => openDoor(table, c.req.param('event') ?? '', c.var.actor, c.var.now)

  const show = async (c: Request, refused?: Refused) => {
    const { event } = await opened(c)
    const members = await Promise.all(
      (await listDoorStaff(table, event.slug)).map(async (staff) => ({
        ...{ staff, person: await findPersonById(table, staff.personId) },
      })),
    )
    const children = (
      <div class="door-wide">
        <h1>Door staff</h1>
        <ErrorSummary />
        <p class="muted">
          They check people in and see the names of everyone registered, until a day after the event. They sign in with
          this address.
        </p>
        <form class="door-pass" method="post" action={doorAddress(event, '/staff')} novalidate>
          <TextInput name="email" label="Email address" type="email" autocomplete="off" />
          <SubmitButton>Add to the door</SubmitButton>
        </form>
        <Members event={event} members={members} now={c.var.now} />
      </div>
    )
    return showDoor(c, table, { event, tab: 'staff', title: 'Door staff', children, refused }, refused?.status)
  }

  app.page('/', { audit: recorded('door.read', 'event:{event}') }, (c) => show(c))

  app.form(
    '/',
    { audit: recorded('door.staff', 'event:{event}'), again: (c, refused) => show(c as Request, refused) },
    async (c, typed) => {
      const { event, person } = await opened(c)
      const parsed = NewStaff.safeParse({ email: typed.text('email') })
      if (!parsed.success) throw invalidInput(fieldErrors(parsed.error.issues))
      const { email } = parsed.data
      const staff = await ensurePerson(table, { email, name: nameFromEmail(email) }, c.var.now)
      await addDoorStaff(table, event, staff.id, person.id)
      return done(doorAddress(event, '/staff'))
    },
  )

  app.form('/remove', { audit: recorded('door.staff', 'event:{event}') }, async (c, typed) => {
    const { event } = await opened(c)
    await removeDoorStaff(table, event.slug, typed.text('person'))
    return done(doorAddress(event, '/staff'))
  })
})
