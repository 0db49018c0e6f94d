import type { Event } from '@lectern/core/catalog'
import { fileTypes, type SessionMaterial } from '@lectern/core/materials'
import type { Instant } from '@lectern/core/platform'
import { sortSessions } from '@lectern/core/schedule'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { sessionTitle } from '../../class/class-words.ts'
import { endingWords, sizeWords } from '../../downloads/file-words.ts'
import { sessionWords } from '../../event-words.ts'
import type { Errors } from '../form-errors.ts'
import { momentWords } from '../moments.ts'
import type { Typed } from '../typed.ts'
import { UploadFiles } from '../upload-form.tsx'

const kinds = { recording: 'Recording', handout: 'Handout' } as const

type FormProps = { event: Event; typed: Typed; now: Instant }

/** What it is, and of which session. @param prefix  parts the ids of the two forms of the page */
const WhatFields = ({ event, typed, now, errors, prefix }: FormProps & { errors?: Errors; prefix?: string }) => {
  const offered = event.recording === 'never' ? (['handout'] as const) : (['recording', 'handout'] as const)
  const own = (name: string) => (prefix === undefined ? {} : { id: `${prefix}-${name}` })
  return (
    <div class="grid gap-5 sm:grid-cols-2">
      <Select
        name="kind"
        label="What it is"
        options={offered.map((kind) => ({ value: kind, label: kinds[kind] }))}
        value={typed.text('kind')}
        error={errors?.get('kind')}
        {...own('kind')}
      />
      <Select
        name="session"
        label="Session"
        options={sortSessions(event.sessions).map((session) => ({
          value: session.id,
          label: `${sessionTitle(event, session)} (${sessionWords(session, now)})`,
        }))}
        value={typed.text('session')}
        error={errors?.get('session')}
        {...own('session')}
      />
    </div>
  )
}

/** Adds what stands elsewhere; a plain form. */
export const LinkForm = ({ errors, ...what }: FormProps & { errors: Errors }) => (
  <Panel title="Add by a link">
    <form class="grid gap-5" method="post" action={`/admin/events/${what.event.slug}/materials`}>
      <WhatFields {...what} errors={errors} />
      <TextInput
        name="title"
        label="Title"
        maxlength={160}
        value={what.typed.text('title')}
        error={errors.get('title')}
      />
      <TextInput
        name="link"
        label="Link"
        type="url"
        hint="An address that begins with https://, at Zoom, Vimeo, YouTube or elsewhere. Only those who attend are told."
        maxlength={1000}
        value={what.typed.text('link')}
        error={errors.get('link')}
      />
      <div>
        <SubmitButton>Add the link</SubmitButton>
      </div>
    </form>
  </Panel>
)

const ofSound = ['mp3', 'm4a', 'mp4', 'mov']

/** Where files of a session are uploaded; of an event that is never recorded, none that could only be a recording. */
export const UploadForm = (what: FormProps) => {
  const { slug, recording } = what.event
  const endings = Object.keys(fileTypes).filter((ending) => recording === 'always' || !ofSound.includes(ending))
  return (
    <Panel title="Upload files">
      <UploadFiles
        address={`/api/admin/events/${slug}/materials`}
        after={`/admin/events/${slug}/materials?done=uploaded`}
        endings={endings}
        names="They go by their names."
        instead="add a link, or upload by the API"
      >
        <WhatFields {...what} prefix="upload" />
      </UploadFiles>
    </Panel>
  )
}

const columnsFor = (event: Event): Column<SessionMaterial>[] => [
  {
    key: 'title',
    label: 'Title',
    cell: ({ id, title, state }) =>
      state === 'there' ? (
        <a class="text-link break-words" href={`/events/${event.slug}/class/${id}`}>
          {title}
        </a>
      ) : (
        <span class="break-words">{title}</span>
      ),
  },
  { key: 'kind', label: 'What it is', cell: ({ kind }) => kinds[kind] },
  {
    key: 'session',
    label: 'Session',
    cell: ({ session }) => {
      const found = event.sessions.find(({ id }) => id === session)
      return found ? sessionTitle(event, found) : 'Of a session that is no more'
    },
  },
  {
    key: 'where',
    label: 'Where',
    cell: ({ file, link }) => (
      <span class="whitespace-nowrap">
        {file ? `${endingWords(file)} · ${sizeWords(file.bytes)}` : new URL(link ?? 'https://elsewhere').hostname}
      </span>
    ),
  },
  {
    key: 'state',
    label: 'State',
    cell: ({ state, addedAt }) =>
      state === 'there' ? momentWords(addedAt) : <StateBadge state="paused">Not arrived</StateBadge>,
  },
  {
    key: 'remove',
    label: 'Change',
    cell: ({ id, title }) => (
      <form method="post" action={`/admin/events/${event.slug}/materials/${id}/remove`}>
        <SubmitButton look="plain" size="small">
          Take away
          <span class="sr-only"> {title}</span>
        </SubmitButton>
      </form>
    ),
  },
]

/** The newest first. */
export const MaterialList = ({ event, materials }: { event: Event; materials: readonly SessionMaterial[] }) => (
  <Panel title="What there is" flush>
    <Table
      caption={`Recordings and handouts of ${event.title}`}
      columns={columnsFor(event)}
      rows={[...materials].reverse()}
      rowId={({ id }) => id}
      empty="Nothing has been added yet."
    />
  </Panel>
)
