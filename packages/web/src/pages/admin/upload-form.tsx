import type { Child } from 'hono/jsx'
import { buttonClass } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Island } from '../../components/island.tsx'

type Props = {
  /** Where an upload is asked for, in the API. */
  address: string
  /** The page that is shown when everything has arrived. */
  after: string
  /** Of the files that may be chosen: `pdf`, `mp4`. */
  endings: readonly string[]
  /** What becomes of the files' names. */
  names: string
  /** What to do without scripts. */
  instead: Child
  /** What is said of the files, as fields. */
  children: Child
}

const list = new Intl.ListFormat('en-US', { type: 'disjunction' })

/** Sends files to the store by a script: no form can, since they do not pass through the site. */
export const UploadFiles = ({ address, after, endings, names, instead, children }: Props) => (
  <>
    <form class="grid gap-5" data-upload={address} data-after={after}>
      {children}
      <Field
        name="file"
        label="Files to upload"
        hint={`${list.format(endings.map((one) => one.toUpperCase()))}; at most 5 GB each. ${names}`}
      >
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
        Uploading needs JavaScript in this browser. Without it, {instead}.
      </p>
      <div>
        <button type="submit" class={buttonClass({ look: 'primary' })} disabled>
          Upload
        </button>
      </div>
    </form>
    <Island name="upload-file" />
  </>
)
