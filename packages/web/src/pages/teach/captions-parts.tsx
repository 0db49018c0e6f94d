import { type Captions, type Cue, formatClock, type SessionMaterial, writeChapters } from '@lectern/core/materials'
import { ButtonLink, buttonClass } from '../../components/button.tsx'
import { Field, FieldError, fieldId } from '../../components/field.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { errorAt } from '../../forms/errors.ts'
import { plural } from '../event-words.ts'
import { type CueRow, cuesOnPage, lastPageOf } from './read-cues.ts'

export const addressOfCaptions = ({ event, id }: Pick<SessionMaterial, 'event' | 'id'>): string =>
  `/teach/${event}/materials/${id}/captions`

type Of = { material: SessionMaterial; captions: Captions | undefined }

/** Takes a file of captions, in place of those that there are. */
export const UploadCaptions = ({ material, captions }: Of & {}) => (
  <Panel title={captions ? 'Replace captions' : 'Upload captions'}>
    <form
      class="grid gap-5"
      method="post"
      action={`${addressOfCaptions(material)}/upload`}
      enctype="multipart/form-data"
    >
      <HiddenFields values={{ revision: captions?.revision ?? 0 }} />
      <Field
        name="captions"
        label="Caption file"
        hint="WebVTT (.vtt) or SubRip (.srt), up to 1 MB. We keep times, text, and speaker names, but not colors or positions."
      >
        {(wiring) => <input class="control" type="file" accept=".vtt,.srt,text/vtt" {...wiring} />}
      </Field>
      <div>
        <SubmitButton look={captions ? 'plain' : 'primary'}>{captions ? 'Replace' : 'Upload'}</SubmitButton>
      </div>
    </form>
  </Panel>
)

export const RemoveCaptions = ({ material }: { material: SessionMaterial }) => (
  <ButtonLink href={`${addressOfCaptions(material)}/remove`} look="danger" size="small">
    Delete captions…
  </ButtonLink>
)

/** What the parts of a recording are, one on a line. */
export const EditChapters = ({ material, typed }: { material: SessionMaterial; typed: string | undefined }) => (
  <Panel title="Chapters" id="chapters">
    <form class="grid gap-5" method="post" action={`${addressOfCaptions(material)}/chapters`}>
      <TextArea
        name="chapters"
        label="Chapters"
        optional
        rows={6}
        maxlength={8000}
        hint="One on each line: the time it starts, then its title. For example, 12:34 Who gets called back first"
        value={typed ?? writeChapters(material.chapters)}
      />
      <div>
        <SubmitButton look="plain">Save chapters</SubmitButton>
      </div>
    </form>
  </Panel>
)

type CellProps = { row: CueRow; part: 'from' | 'to'; label: string; error: string | undefined }

const Time = ({ row, part, label, error }: CellProps) => {
  const name = `${part}-${row.name}`
  const id = fieldId(name)
  return (
    <div class="grid content-start gap-1">
      <label class="text-sm text-muted" for={id}>
        {label}
        <span class="sr-only">, {row.label}</span>
      </label>
      <input
        class="control nums"
        type="text"
        id={id}
        name={name}
        value={row[part]}
        maxlength={20}
        autocomplete="off"
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
      />
      <FieldError id={id} error={error} />
    </div>
  )
}

const Row = ({ row }: { row: CueRow }) => {
  const name = `text-${row.name}`
  const id = fieldId(name)
  const error = errorAt(name)
  return (
    <li class="grid grid-cols-2 gap-x-4 gap-y-2 border-t border-base-300 py-4 first:border-t-0 first:pt-0 sm:grid-cols-[9rem_9rem_minmax(0,1fr)]">
      <Time row={row} part="from" label="From" error={errorAt(`from-${row.name}`)} />
      <Time row={row} part="to" label="To" error={errorAt(`to-${row.name}`)} />
      <div class="col-span-2 grid content-start gap-1 sm:col-span-1">
        <label class="text-sm text-muted" for={id}>
          {row.name === 'new' ? 'New caption' : 'Words'}
          <span class="sr-only">, {row.label}</span>
        </label>
        <textarea
          class="control"
          rows={2}
          id={id}
          name={name}
          maxlength={1000}
          aria-invalid={error === undefined ? undefined : 'true'}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
        >
          {row.text}
        </textarea>
        <FieldError id={id} error={error} />
      </div>
    </li>
  )
}

type EditProps = {
  material: SessionMaterial
  captions: Captions
  cues: readonly Cue[]
  page: number
  rows: readonly CueRow[]
}

const Pages = ({ material, cues, page }: Pick<EditProps, 'material' | 'cues' | 'page'>) => {
  const last = lastPageOf(cues)
  if (last === 0) return null
  const to = (number: number) => `${addressOfCaptions(material)}?page=${number + 1}`
  return (
    <nav class="flex flex-wrap items-center justify-between gap-3" aria-label="Pages">
      <p class="nums text-sm text-muted">
        Page {page + 1} of {last + 1}, {cuesOnPage} captions each
      </p>
      <div class="flex gap-2">
        {page > 0 && (
          <a class={buttonClass({ look: 'ghost', size: 'small' })} rel="prev" href={to(page - 1)}>
            Previous page
          </a>
        )}
        {page < last && (
          <a class={buttonClass({ size: 'small' })} rel="next" href={to(page + 1)}>
            Next page
          </a>
        )}
      </div>
    </nav>
  )
}

/** The captions of one page, to be changed. */
export const EditCaptions = ({ material, captions, cues, page, rows }: EditProps) => (
  <Panel title="Captions">
    <p class="text-muted">
      {plural(captions.cues, 'caption')}, to {formatClock(captions.seconds)}. Clear a caption’s text to delete it. Save
      before you change pages.
    </p>
    <form class="grid gap-5" method="post" action={addressOfCaptions(material)}>
      <HiddenFields values={{ revision: captions.revision, page: page + 1 }} />
      <ol>
        {rows.map((row) => (
          <Row row={row} />
        ))}
      </ol>
      <div>
        <SubmitButton look="primary">Save this page</SubmitButton>
      </div>
    </form>
    <Pages material={material} cues={cues} page={page} />
  </Panel>
)
