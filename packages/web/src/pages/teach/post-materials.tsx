import type { Event } from '@lectern/core/catalog'
import { fileTypes } from '@lectern/core/materials'
import type { Instant } from '@lectern/core/platform'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { noErrors, shownErrors } from '../../forms/errors.ts'
import type { Typed } from '../../forms/typed.ts'
import { formatSize } from '../downloads/file-words.ts'
import { UploadFiles } from '../upload-files.tsx'
import { ActForm, addressOfMaterials, type PageProps, WhatFields } from './materials-parts.tsx'

const ofSound = Object.entries(fileTypes).flatMap(([ending, type]) => (/^(?:audio|video)\//.test(type) ? [ending] : []))

/**
 * Where files are dropped; of an event that is never recorded, none that could only be a recording.
 * @param session  the one that the reader came from: what is dropped is of it, unless they say otherwise
 */
export const DropFiles = ({ event, materials, now, session }: PageProps & { session?: string | undefined }) => {
  const { slug, title, recording } = event
  const never = `“${title}” isn’t recorded, so you can’t add audio or video`
  const coming = materials.filter(({ state, source }) => state === 'awaiting' && source === 'zoom')
  const awaited = materials.flatMap(({ id, state, file, source }) =>
    state === 'awaiting' && file && source === undefined
      ? [{ id, filename: file.filename, bytes: file.bytes, ...(file.modified ? { modified: file.modified } : {}) }]
      : [],
  )
  return (
    <Panel title={recording === 'never' ? 'Post handouts' : 'Post recordings and handouts'}>
      <UploadFiles
        address={`/api/admin/events/${slug}/materials`}
        after={`${addressOfMaterials(event)}?done=uploaded`}
        refused={recording === 'never' ? { endings: ofSound, message: never } : undefined}
        awaited={awaited}
        names="We sort them by file name."
        instead="add a link or upload with the API"
        below={
          <details open={session !== undefined}>
            <summary class="text-link w-fit">Type and session</summary>
            <p class="mt-2 text-muted">
              We read each file’s name: {recording === 'never' ? '' : 'audio and video become recordings, and '}a date,
              number, or words from a session’s title pick the session. Otherwise it’s the latest session that started.
              You review files before anyone sees them. Choose here to set it for all files you drop next.
            </p>
            <div class="mt-4 grid gap-5 sm:grid-cols-2">
              <WhatFields
                event={event}
                now={now}
                prefix="drop"
                kind=""
                session={session ?? ''}
                errors={noErrors}
                unsaid="From file name"
              />
            </div>
          </details>
        }
      />
      {coming.length > 0 && (
        <div class="grid gap-2 border-t border-base-300 pt-4">
          <h3 class="font-semibold">Importing from Zoom</h3>
          <p class="text-muted">It arrives in a few minutes. You can review it here before it’s published.</p>
          <ul>
            {coming.map(({ id, title: name, file }) => (
              <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-base-300 py-2 first:border-t-0">
                <span class="min-w-0 break-words">
                  {name} <span class="text-muted">({formatSize(file?.bytes ?? 0)})</span>
                </span>
                <ActForm event={event} id={id} act="remove" words="Don’t import" of={name} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {awaited.length > 0 && (
        <div class="grid gap-2 border-t border-base-300 pt-4">
          <h3 class="font-semibold">Upload not finished</h3>
          <p class="text-muted">
            Choose the same file again on any computer to resume. After three days, an unfinished upload starts over.
          </p>
          <ul>
            {awaited.map(({ id, filename, bytes }) => (
              <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-base-300 py-2 first:border-t-0">
                <span class="min-w-0 break-words">
                  {filename} <span class="text-muted">({formatSize(bytes)})</span>
                </span>
                <ActForm event={event} id={id} act="remove" words="Remove" of={filename} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  )
}

/** Adds what stands elsewhere; a plain form. */
export const LinkForm = ({ event, now, typed }: { event: Event; now: Instant; typed: Typed }) => (
  <Panel title="Add a link">
    <form class="grid gap-5" method="post" action={addressOfMaterials(event)}>
      <div class="grid gap-5 sm:grid-cols-2">
        <WhatFields
          event={event}
          now={now}
          prefix="field"
          kind={typed.text('kind')}
          session={typed.text('session')}
          errors={shownErrors()}
        />
      </div>
      <TextInput name="title" label="Title" maxlength={160} value={typed.text('title')} />
      <TextInput
        name="link"
        label="Link"
        type="url"
        hint="Starts with https://, from Zoom, Vimeo, YouTube, or elsewhere. Only attendees see it."
        maxlength={1000}
        value={typed.text('link')}
      />
      <div>
        <SubmitButton>Add link</SubmitButton>
      </div>
    </form>
  </Panel>
)
