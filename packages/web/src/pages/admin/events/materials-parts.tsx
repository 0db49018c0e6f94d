import type { Event } from '@lectern/core/catalog'
import { fileTypes, type SessionMaterial } from '@lectern/core/materials'
import type { Instant } from '@lectern/core/platform'
import { sortSessions } from '@lectern/core/schedule'
import { buttonClass } from '../../../components/button.tsx'
import { Field } from '../../../components/field.tsx'
import { Island } from '../../../components/island.tsx'
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

/** Sends files to the store by a script: no form can, since they do not pass through the site. */
export const UploadForm = (what: FormProps) => {
  const { slug, recording } = what.event
  const endings = Object.keys(fileTypes).filter((ending) => recording === 'always' || !ofSound.includes(ending))
  const list = new Intl.ListFormat('en-US', { type: 'disjunction' }).format(endings.map((one) => one.toUpperCase()))
  return (
    <Panel title="Upload files">
      <form
        class="grid gap-5"
        data-upload={`/api/admin/events/${slug}/materials`}
        data-after={`/admin/events/${slug}/materials?done=uploaded`}
      >
        <WhatFields {...what} prefix="upload" />
        <Field name="file" label="Files to upload" hint={`${list}; at most 5 GB each. They go by their names.`}>
          {(wiring) => (
            <input
              class="control"
              type="file"
              multiple
              accept={endings.map((ending) => `.${ending}`).join(',')}
              {...wiring}
            />
          )}
        </Field>
        <progress class="progress progress-primary" max={100} value={0} aria-label="How much is uploaded" hidden />
        <p data-words role="status" class="break-words">
          Uploading needs JavaScript in this browser. Without it, add a link, or upload by the API.
        </p>
        <div>
          <button type="submit" class={buttonClass({})} disabled>
            Upload
          </button>
        </div>
      </form>
      <Island name="upload-file" />
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
