import { recordingAllowed } from '@lectern/core/materials'
import {
  mostFiles,
  mostSubmissionBytes,
  type OwnWork,
  type SubmissionFile,
  submissionFileTypes,
  submissionNameRules,
} from '@lectern/core/teaching'
import { buttonClass } from '../../components/button.tsx'
import { FieldError, FieldHint } from '../../components/field.tsx'
import { Island } from '../../components/island.tsx'
import { Notice } from '../../components/notice.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { errorAt } from '../../forms/errors.ts'
import type { FileRules } from '../../uploads/check-file.ts'
import { formatSize } from '../downloads/file-words.ts'
import { assignmentAddress } from './assignment-words.ts'

/** What was typed, or what a form begins with. */
export type Typed = { text: string; link: string; files: readonly string[] }

const row = 'flex min-w-0 flex-1 basis-56 items-start gap-3 py-1 cursor-pointer'

/** A file that is there, chosen or not; the script adds such lines. */
const FileChoice = ({ file, checked }: { file?: SubmissionFile; checked: boolean }) => (
  <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-1" data-file={file?.id}>
    <label class={row}>
      <input class="tick" type="checkbox" name="files" value={file?.id} checked={checked} />
      <span class="min-w-0 break-words">
        <span data-name>{file?.filename}</span>{' '}
        <span class="nums text-sm text-muted" data-size>
          {file && formatSize(file.bytes)}
        </span>
      </span>
    </label>
    {(file === undefined || file.version === undefined) && (
      <button type="button" class={buttonClass({ look: 'ghost', size: 'small' })} data-remove hidden>
        Remove
        <span class="sr-only" data-of>
          {file && ` ${file.filename}`}
        </span>
      </button>
    )}
  </li>
)

const list = new Intl.ListFormat('en-US', { type: 'disjunction' })

const Files = ({ work, typed, error }: { work: OwnWork; typed: Typed; error: string | undefined }) => {
  const { event, assignment, files } = work
  const endings = Object.keys(submissionFileTypes).filter((ending) =>
    recordingAllowed(event, { kind: 'handout', filename: `a.${ending}` }),
  )
  const rules: FileRules = {
    names: [
      ...submissionNameRules,
      {
        pattern: `\\.(?:${endings.join('|')})$`,
        message: 'This event isn’t recorded, so you can’t add audio or video',
      },
    ],
    mostBytes: mostSubmissionBytes,
    tooLong: 'Files can be up to 100 MB',
  }
  return (
    <fieldset
      class="grid gap-2"
      data-attach={`/api/me/events/${event.slug}/assignments/${assignment.id}/files`}
      data-rules={JSON.stringify(rules)}
    >
      <legend class="mb-1.5 font-medium">
        Files <span class="font-normal text-muted">(optional)</span>
      </legend>
      <FieldHint
        id="field-files"
        hint={`Up to ${mostFiles} per version, 100 MB each: ${list.format(endings.map((one) => one.toUpperCase()))}.`}
      />
      <FieldError id="field-files" error={error} />
      <ul class="grid gap-1 empty:hidden" data-list>
        {files
          .filter(({ state }) => state === 'there')
          .map((file) => (
            <FileChoice file={file} checked={typed.files.includes(file.id)} />
          ))}
      </ul>
      <template>
        <FileChoice checked={true} />
      </template>
      <input
        class="control"
        type="file"
        id="field-files"
        aria-label="Choose files"
        aria-describedby="field-files-hint"
        accept={endings.map((ending) => `.${ending}`).join(',')}
        multiple
        disabled
      />
      <progress class="gauge" max={100} value={0} aria-label="Upload progress" hidden />
      <p class="text-sm break-words empty:hidden" role="status" data-words>
        Turn on JavaScript to add files, or enter a link to them.
      </p>
      <Island name="attach-files" />
    </fieldset>
  )
}

/** Where work is submitted: words, a link, files. Words and links need no script. */
export const SubmissionForm = ({ work, typed }: { work: OwnWork; typed: Typed }) => {
  const { assignment, submission, taking } = work
  return (
    <form class="grid gap-5" method="post" action={assignmentAddress(assignment)}>
      <input type="hidden" name="after" value={String(submission?.version ?? 0)} />
      {taking.taken && taking.late && (
        <Notice tone="warning">This is past due. You can still submit, and it’s marked late.</Notice>
      )}
      <TextArea
        name="text"
        label="Your work"
        optional
        rows={10}
        maxlength={20_000}
        hint="Leave a blank line between paragraphs. You can submit text, a link, files, or a mix."
        value={typed.text}
      />
      <TextInput
        name="link"
        label="Link"
        type="url"
        optional
        hint="Starts with https:// and your instructor can open it"
        maxlength={1000}
        value={typed.link}
      />
      <Files work={work} typed={typed} error={errorAt('files')} />
      <div>
        <SubmitButton busy="Submitting…">{submission ? 'Submit this version' : 'Submit your work'}</SubmitButton>
      </div>
    </form>
  )
}
