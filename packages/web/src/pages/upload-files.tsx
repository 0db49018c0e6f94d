import { fileTypes, mostFileBytes, type NameRule, nameRules } from '@lectern/core/materials'
import type { Child } from 'hono/jsx'
import { buttonClass } from '../components/button.tsx'
import { FieldHint } from '../components/field.tsx'
import { Icon } from '../components/icon.tsx'
import { Island } from '../components/island.tsx'
import { TextLink } from '../components/text-link.tsx'
import type { AwaitedFile, FileRules } from '../uploads/check-file.ts'

type Props = {
  /** Where an upload is asked for, in the API; its parts, its end and its removal are below it. */
  address: string
  /** The page that is shown when everything has arrived. */
  after: string
  /** Endings of names that are not taken here, and why. */
  refused?: { endings: readonly string[]; message: string } | undefined
  /** What was begun and has not arrived: chosen again, it goes on where it broke off. */
  awaited: readonly AwaitedFile[]
  /** What becomes of the files' names. */
  names: string
  /** What to do without scripts. */
  instead: Child
  /** What is said of the files, as fields; `below` the area where it is rarely needed. */
  children?: Child
  below?: Child
}

const list = new Intl.ListFormat('en-US', { type: 'disjunction' })

/** A file on its way; the script fills it in. */
const Line = () => (
  <template>
    <li class="group grid gap-2 border-t border-base-300 py-3 first:border-t-0">
      <div class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <span class="min-w-0 font-medium break-words" data-name />
        <span class="flex gap-2">
          <button type="button" class={buttonClass({ size: 'small' })} data-again hidden>
            Try again
            <span class="sr-only" data-of />
          </button>
          <button type="button" class={buttonClass({ look: 'ghost', size: 'small' })} data-stop>
            Stop
            <span class="sr-only" data-of />
          </button>
        </span>
      </div>
      <progress class="gauge w-full" max={100} value={0} data-bar />
      <p
        class="nums text-sm break-words text-muted group-data-[state=failed]:font-medium group-data-[state=failed]:text-error group-data-[state=refused]:font-medium group-data-[state=refused]:text-error"
        data-words
      />
    </li>
  </template>
)

/**
 * An area on which files are dropped, and which opens the choice of files by a click or the keyboard. A script sends
 * them to the store: no form can, since they do not pass through the site.
 */
export const UploadFiles = ({ address, after, refused, awaited, names, instead, children, below }: Props) => {
  const endings = Object.keys(fileTypes).filter((ending) => !refused?.endings.includes(ending))
  const not: NameRule[] = refused
    ? [{ pattern: `^(?!.*\\.(?:${refused.endings.join('|')})$)`, message: refused.message }]
    : []
  const rules: FileRules = {
    names: [...not, ...nameRules(endings)],
    mostBytes: mostFileBytes,
    tooLong: 'Files can be up to 5 GB',
  }
  return (
    <>
      <form
        class="grid gap-5"
        data-upload={address}
        data-after={after}
        data-rules={JSON.stringify(rules)}
        data-awaited={JSON.stringify(awaited)}
      >
        {children}
        <div class="drop-big" data-drop>
          <Icon name="upload" />
          <label class="text-lg font-medium" for="upload-files">
            Drop files here or choose files
          </label>
          <FieldHint
            id="upload-files"
            hint={`${list.format(endings.map((one) => one.toUpperCase()))}; up to 5 GB each. ${names}`}
          />
          <input
            type="file"
            id="upload-files"
            name="file"
            aria-describedby="upload-files-hint"
            multiple
            disabled
            accept={endings.map((ending) => `.${ending}`).join(',')}
          />
        </div>
        {below}
        <p data-status role="status" class="break-words empty:hidden">
          Turn on JavaScript to upload. Without it, {instead}.
        </p>
        <ul class="empty:hidden" aria-label="Uploads" data-files hidden />
        <p data-after-link hidden>
          <TextLink href={after}>Show uploaded files</TextLink>
        </p>
        <Line />
      </form>
      <Island name="upload-files" />
    </>
  )
}
