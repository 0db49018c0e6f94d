import { sessionsOf } from '@lectern/core/catalog'
import { isPublished, type SessionMaterial, takesCaptions, versionNumbers } from '@lectern/core/materials'
import { formatTime, formatZone } from '@lectern/core/schedule'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { type Errors, noErrors } from '../../forms/errors.ts'
import type { Typed } from '../../forms/typed.ts'
import { sessionTitle } from '../class/class-words.ts'
import { formatSize } from '../downloads/file-words.ts'
import { formatMoment, plural } from '../event-words.ts'
import { addressOfCaptions } from './captions-parts.tsx'
import { ActForm, addressOfMaterials, describeWhere, kinds, type PageProps, WhatFields } from './materials-parts.tsx'

const OfOne = ({ href, words, of }: { href: string; words: string; of: string }) => (
  <a class="text-link whitespace-nowrap" href={href}>
    {words}
    <span class="sr-only"> {of}</span>
  </a>
)

/** What someone tried to say again of one of them, and what was wrong with it. */
export type ChangeTried = { id: string; typed: Typed; errors: Errors }

/** What nobody has seen yet: it is looked over here, changed, or taken back. */
export const NotPublished = ({ event, materials, now, tried }: PageProps & { tried?: ChangeTried | undefined }) => {
  const waiting = materials.filter((one) => one.state === 'there' && !isPublished(one, now))
  if (waiting.length === 0) return null
  return (
    <Panel title="Review before it’s published" id="not-published">
      <ul class="grid gap-6">
        {waiting.map((material) => {
          const { id, title, kind, session, publishesAt = now } = material
          const mine = tried?.id === id ? tried : undefined
          const value = (name: string, now: string) => mine?.typed.text(name) ?? now
          return (
            <li class="grid gap-4 border-t border-base-300 pt-5 first:border-t-0 first:pt-0">
              <div class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
                <p class="min-w-0 break-words">
                  <a class="text-link font-medium" href={`/events/${event.slug}/class/${id}`}>
                    {title}
                  </a>{' '}
                  <span class="text-muted">({describeWhere(material)})</span>
                  <br />
                  Published at {formatTime(publishesAt, event.zone)} {formatZone(event.zone, publishesAt)}
                </p>
                <ActForm event={event} id={id} act="remove" words="Undo" of={title} />
              </div>
              <form
                class="grid gap-4 sm:grid-cols-2 lg:grid-cols-[10rem_1fr_1fr_auto] lg:items-end"
                method="post"
                action={`${addressOfMaterials(event)}/${id}`}
                aria-label={`Change ${title}`}
              >
                <WhatFields
                  event={event}
                  now={now}
                  prefix={`field-${id}`}
                  kind={value('kind', kind)}
                  session={value('session', session)}
                  errors={mine?.errors ?? noErrors}
                />
                <TextInput
                  id={`field-${id}-title`}
                  name="title"
                  label="Title"
                  maxlength={160}
                  value={value('title', title)}
                  error={mine?.errors.get('title') ?? ''}
                />
                <div>
                  <SubmitButton look="plain">
                    Save
                    <span class="sr-only"> {title}</span>
                  </SubmitButton>
                </div>
              </form>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

const columnsFor = ({ event, materials, now }: PageProps): Column<SessionMaterial>[] => {
  const versions = versionNumbers(materials)
  return [
    {
      key: 'title',
      label: 'Title',
      cell: ({ id, title }) => (
        <>
          <TextLink href={`/events/${event.slug}/class/${id}`}>{title}</TextLink>
          {(versions.get(id) ?? 1) > 1 && <span class="text-muted"> version {versions.get(id)}</span>}
        </>
      ),
    },
    { key: 'kind', label: 'Type', cell: ({ kind }) => kinds[kind] },
    {
      key: 'session',
      label: 'Session',
      cell: ({ session }) => {
        const found = sessionsOf(event).find(({ id }) => id === session)
        return found ? sessionTitle(event, found) : 'A session that was removed'
      },
    },
    { key: 'where', label: 'Where', cell: (one) => <span class="whitespace-nowrap">{describeWhere(one)}</span> },
    {
      key: 'since',
      label: 'Published',
      cell: (one) => {
        const since = one.publishesAt ?? one.addedAt
        const words = formatMoment(since, event.zone, now)
        return <span class="whitespace-nowrap">{isPublished(one, now) ? words : `Not before ${words}`}</span>
      },
    },
    {
      key: 'remove',
      label: 'Change',
      cell: (one) => (
        <div class="flex items-center gap-2">
          {takesCaptions(one) && <OfOne href={addressOfCaptions(one)} words="Captions" of={one.title} />}
          <OfOne href={`${addressOfMaterials(event)}/${one.id}/openings`} words="Who opened it" of={one.title} />
          <OfOne href={`${addressOfMaterials(event)}/${one.id}/remove`} words="Delete" of={one.title} />
        </div>
      ),
    },
  ]
}

/** All versions of everything, the newest first, and how much of the store they take. */
export const MaterialList = ({ event, materials, now }: PageProps) => {
  const there = materials.filter(({ state }) => state === 'there')
  const files = there.flatMap(({ file }) => (file ? [file.bytes] : []))
  const used = files.reduce((total, bytes) => total + bytes, 0)
  return (
    <Panel
      title="Recordings and handouts"
      flush
      actions={
        files.length > 0 && (
          <p class="nums text-muted">
            {plural(files.length, 'file')}, {formatSize(used)} stored
          </p>
        )
      }
    >
      <Table
        caption={`Recordings and handouts for ${event.title}`}
        columns={columnsFor({ event, materials, now })}
        rows={[...there].reverse()}
        rowId={({ id }) => id}
        empty="Nothing added yet."
      />
    </Panel>
  )
}
