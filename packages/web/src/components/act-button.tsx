import type { ButtonLook } from './button.tsx'
import { HiddenFields } from './hidden-fields.tsx'
import { SubmitButton } from './submit-button.tsx'

type Props = {
  action: string
  words: string
  /** What it's done to, where several buttons say the same: read by screen readers, `the plan` or `: the subject`. */
  about?: string
  values?: Readonly<Record<string, string | number | undefined>>
  look?: ButtonLook
  size?: 'small' | 'medium'
  busy?: string
}

/** A button that is a form by itself, so that it does its one thing wherever it stands. */
export const ActButton = ({ action, words, about, values, look = 'plain', size = 'small', busy }: Props) => (
  <form method="post" action={action}>
    <HiddenFields values={values} />
    <SubmitButton look={look} size={size} busy={busy}>
      {words}
      {about !== undefined && <span class="sr-only">{about.startsWith(':') ? about : ` ${about}`}</span>}
    </SubmitButton>
  </form>
)
