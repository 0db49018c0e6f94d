import { type Event, sessionsOf } from '@lectern/core/catalog'
import { type SessionMaterial, undoableUntil, undoSeconds } from '@lectern/core/materials'
import { type Instant, secondsBetween } from '@lectern/core/platform'
import { formatTime, formatZone, sortSessions } from '@lectern/core/schedule'
import { Panel } from '../../components/panel.tsx'
import { Select } from '../../components/select.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import type { Errors } from '../../forms/errors.ts'
import { sessionTitle } from '../class/class-words.ts'
import { formatEnding, formatSize } from '../downloads/file-words.ts'
import { formatSession } from '../event-words.ts'
import { addressOfClass } from './teach-page.tsx'

/** What something is, in words. */
export const kinds = { recording: 'Recording', handout: 'Handout' } as const

export const addressOfMaterials = (event: Event): string => `${addressOfClass(event)}/materials`

type WhatProps = {
  event: Event
  now: Instant
  /** Parts the ids of the forms of the page. */
  prefix: string
  kind: string
  session: string
  errors: Errors
  /** What is chosen where nobody says. */
  unsaid?: string
}

/** What it is, and of which session. */
export const WhatFields = ({ event, now, prefix, kind, session, errors, unsaid }: WhatProps) => {
  const offered = event.recording === 'never' ? (['handout'] as const) : (['recording', 'handout'] as const)
  const first = unsaid === undefined ? [] : [{ value: '', label: unsaid }]
  const optional = unsaid === undefined ? {} : { optional: 'unsaid' as const }
  return (
    <>
      <Select
        id={`${prefix}-kind`}
        name="kind"
        label="Type"
        options={[...first, ...offered.map((one) => ({ value: one, label: kinds[one] }))]}
        value={kind}
        error={errors.get('kind') ?? ''}
        {...optional}
      />
      <Select
        id={`${prefix}-session`}
        name="session"
        label="Session"
        options={[
          ...first,
          ...sortSessions(sessionsOf(event)).map((one) => ({
            value: one.id,
            label: `${sessionTitle(event, one)} (${formatSession(one, now)})`,
          })),
        ]}
        value={session}
        error={errors.get('session') ?? ''}
        {...optional}
      />
    </>
  )
}

export type PageProps = { event: Event; materials: readonly SessionMaterial[]; now: Instant }

type ActProps = { event: Event; id: string; act: 'remove' | 'restore'; words: string; of: string }

export const ActForm = ({ event, id, act, words, of }: ActProps) => (
  <form method="post" action={`${addressOfMaterials(event)}/${id}/${act}`}>
    <SubmitButton look="plain" size="small">
      {words}
      <span class="sr-only"> {of}</span>
    </SubmitButton>
  </form>
)

/** What was deleted a moment ago, with the way to bring it back. */
export const Deleted = ({ event, materials, now }: PageProps) => {
  const removed = materials.filter(
    ({ state, removedAt = now }) => state === 'removed' && secondsBetween(removedAt, now) < undoSeconds,
  )
  if (removed.length === 0) return null
  return (
    <Panel title="Just deleted" id="deleted">
      <ul class="grid gap-4">
        {removed.map((material) => {
          const until = undoableUntil(material) ?? now
          return (
            <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              <p class="min-w-0 break-words">
                <span class="font-medium">{material.title}</span>
                <br />
                <span class="text-muted">
                  You can undo this until {formatTime(until, event.zone)} {formatZone(event.zone, until)}
                </span>
              </p>
              <ActForm event={event} id={material.id} act="restore" words="Undo" of={`deleting ${material.title}`} />
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

/** "MP4 · 2 GB", or where a link leads. */
export const describeWhere = ({ file, link, source }: SessionMaterial): string =>
  file
    ? `${source === 'zoom' ? 'From Zoom · ' : ''}${formatEnding(file)} · ${formatSize(file.bytes)}`
    : new URL(link ?? 'https://elsewhere').hostname
