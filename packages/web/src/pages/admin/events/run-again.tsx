// Running an event again from a new date: what would be made stands beside what was, before anything is saved.
import { type Event, getEvent, planRunAgain, rerunSlug, sessionsOf } from '@lectern/core/catalog'
import { requirePerson } from '@lectern/core/identity'
import { formatSessionWhen, HolidayName, type Rerun, scheduledSessions } from '@lectern/core/schedule'
import { RunClassAgain, runClassAgain } from '@lectern/core/teaching'
import { Checkbox } from '../../../components/choice.tsx'
import { Select } from '../../../components/select.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import type { Column } from '../../../components/table.tsx'
import { TablePanel } from '../../../components/table-panel.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { readAs } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, type Refused, recorded, why } from '../../../forms/pages.ts'
import { type Typed, typedOf } from '../../../forms/typed.ts'
import { zoneOptions } from '../../../forms/zones.ts'
import { type AdminContext, partOf, showAdmin } from '../../../layout/admin-page.tsx'
import type { SiteServices } from '../../../site.ts'

const holidayLabels: Record<HolidayName, string> = {
  'new-year': 'New Year’s Day',
  'martin-luther-king': 'Martin Luther King Jr. Day',
  'presidents-day': 'Presidents’ Day',
  'memorial-day': 'Memorial Day',
  juneteenth: 'Juneteenth',
  'independence-day': 'Independence Day',
  'labor-day': 'Labor Day',
  'columbus-day': 'Columbus Day',
  'veterans-day': 'Veterans Day',
  thanksgiving: 'Thanksgiving',
  christmas: 'Christmas Day',
  'new-years-eve': 'New Year’s Eve',
}

/** What is left out unless someone says otherwise. */
const usual: readonly HolidayName[] = ['new-year', 'independence-day', 'labor-day', 'thanksgiving', 'christmas']

/** What the form begins with. */
const valuesOf = ({ venue, zone }: Event): Typed =>
  typedOf({
    venueName: venue?.name,
    venueAddress: venue?.address,
    zone,
    holidays: usual,
    materials: ['handout'],
    assignments: 'yes',
  })

const readRequest = (typed: Typed): RunClassAgain => {
  const venue = { name: typed.text('venueName'), address: typed.text('venueAddress') }
  return readAs(RunClassAgain, {
    startsOn: typed.text('startsOn'),
    holidays: typed.all('holidays'),
    without: typed.list('without'),
    materials: typed.all('materials'),
    assignments: typed.text('assignments') === 'yes',
    zone: typed.text('zone') || undefined,
    venue: venue.name || venue.address ? venue : null,
    ...(typed.text('slug') ? { slug: typed.text('slug') } : {}),
    ...(typed.text('code') ? { code: typed.text('code') } : {}),
    ...(typed.text('title') ? { title: typed.text('title') } : {}),
  })
}

const fieldOf = (path: string): string =>
  path
    .replace(/\.\d+$/, '')
    .replace(/^venue(\.name)?$/, 'venueName')
    .replace(/^venue\.address$/, 'venueAddress')

const formatSkipped = ({ skipped }: Rerun): string =>
  skipped.map(({ date, holiday }) => `not on ${date}${holiday ? `, ${holidayLabels[holiday]}` : ''}`).join('; ')

const columns: Column<Rerun>[] = [
  {
    key: 'then',
    label: 'Then',
    cell: ({ before }) => (
      <>
        {formatSessionWhen(before, { year: true })}
        {before.title && <span class="block text-sm font-normal text-muted">{before.title}</span>}
      </>
    ),
  },
  {
    key: 'now',
    label: 'Now',
    cell: (rerun) => (
      <>
        {formatSessionWhen({ ...rerun.before, startsAt: rerun.startsAt }, { year: true })}
        {rerun.skipped.length > 0 && <span class="block text-sm text-muted">{formatSkipped(rerun)}</span>}
      </>
    ),
  },
]

const Difference = ({ sessions }: { sessions: readonly Rerun[] }) => (
  <div class="mt-10 max-w-3xl">
    <p class="mb-4 max-w-prose">
      This makes a draft with the same prices, rules, and agenda. No one is registered or notified.
    </p>
    <TablePanel
      title="What this makes"
      id="preview"
      caption="Sessions then and now"
      columns={columns}
      rows={sessions}
    />
  </div>
)

type FormProps = {
  event: Event
  sessions?: readonly Rerun[] | undefined
  /** The address that the run gets when none is typed. */
  proposed?: string | undefined
}

const RunAgainForm = ({ event, sessions, proposed }: FormProps) => {
  const [began] = scheduledSessions(sessionsOf(event, { admin: true }))
  return (
    <>
      <form class="mt-6 grid max-w-xl gap-5" method="post" action={`/admin/events/${event.slug}/run-again`} novalidate>
        <TextInput
          name="startsOn"
          label="First session on"
          type="date"
          hint={
            began
              ? `It started ${formatSessionWhen(began, { year: true })}. The time of day stays the same.`
              : undefined
          }
        />
        <TextInput name="code" label="Code" optional />
        <TextInput name="title" label="Title" optional hint={`Leave blank to keep: ${event.title}`} />
        <TextInput name="venueName" label="Venue" hint="Where it takes place. Leave blank for online." optional />
        <TextInput name="venueAddress" label="Venue address" optional />
        <Select
          name="zone"
          label="Time zone"
          hint="Sessions keep their time of day in this zone."
          options={zoneOptions()}
        />
        <TextInput
          name="slug"
          label="Page address"
          prefix="/events/"
          optional
          hint={proposed ? `Leave blank for ${proposed}` : 'Leave blank to use the code or title and the date.'}
        />
        <fieldset class="grid gap-1">
          <legend class="mb-1.5 font-medium">Skip these days</legend>
          <p class="text-sm text-muted">
            A session on one of these days moves a week later, along with the ones after it.
          </p>
          <div class="grid sm:grid-cols-2">
            {HolidayName.options.map((name) => (
              <Checkbox name="holidays" id={`holiday-${name}`} value={name} label={holidayLabels[name]} />
            ))}
          </div>
        </fieldset>
        <TextInput
          name="without"
          label="Other days to skip"
          optional
          hint="Dates like 2025-03-04, separated by commas"
        />
        <fieldset class="grid gap-1">
          <legend class="mb-1.5 font-medium">What to copy</legend>
          <p class="text-sm text-muted">
            We always copy prices, rules, agenda, and the certificate rule. Runs share files, and we delete a file when
            no run uses it.
          </p>
          {(['handout', 'recording'] as const).map((kind) => (
            <Checkbox
              name="materials"
              id={`materials-${kind}`}
              value={kind}
              label={kind === 'handout' ? 'Handouts' : 'Recordings'}
              hint="Published as long before or after each session as this time."
            />
          ))}
          <Checkbox
            name="assignments"
            label="Assignments"
            hint="As drafts, due as long after each session as this time."
          />
        </fieldset>
        <div class="flex flex-wrap gap-3">
          <SubmitButton look={sessions ? 'plain' : 'primary'} name="act" value="preview">
            Preview
          </SubmitButton>
          {sessions && (
            <SubmitButton name="act" value="save" busy="Creating…">
              Create draft
            </SubmitButton>
          )}
        </div>
      </form>
      {sessions && <Difference sessions={sessions} />}
    </>
  )
}

type Shown = Omit<FormProps, 'event'> & Partial<Refused>

/** To be mounted at `/admin/events`, behind what lets admins alone pass. */
export const runAgainPages = ({ table, files }: SiteServices): Declared[] => {
  const show = async (c: AdminContext, { sessions, proposed, ...shown }: Shown = {}) => {
    const event = await getEvent(table, partOf(c, 'slug'))
    return showAdmin(
      c,
      table,
      {
        title: `Run “${event.title}” again`,
        window: 'Run again',
        nav: 'events',
        trail: [
          { label: 'Events', href: '/admin/events' },
          { label: event.title, href: `/admin/events/${event.slug}` },
          { label: 'Run again' },
        ],
        typed: valuesOf(event),
        ...shown,
      },
      <RunAgainForm event={event} sessions={sessions} proposed={proposed} />,
    )
  }

  const app = declarePages({
    who: 'admin',
    at: '/admin/events',
    again: (c, refused) => show(c, { ...refused, status: 400 }),
    field: fieldOf,
  })

  app.page('/:slug/run-again', { audit: why.impersonal }, (c) => show(c))

  app.form('/:slug/run-again', { audit: recorded('event.run-again', 'event:{slug}') }, async (c, typed) => {
    const event = await getEvent(table, c.req.param('slug'))
    const request = readRequest(typed)
    if (typed.text('act') !== 'save') {
      const { sessions } = planRunAgain(event, request)
      return again(show(c, { typed, sessions, proposed: rerunSlug(event, request) }))
    }
    const { id: by } = requirePerson(c.var.actor)
    const made = await runClassAgain({ table, files }, event.slug, request, { by, now: c.var.now })
    return done(`/admin/events/${made.slug}?done=made`)
  })

  return app.pages
}
