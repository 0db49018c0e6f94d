import type { Child } from 'hono/jsx'
import { ButtonLink } from './button.tsx'
import { HiddenFields } from './hidden-fields.tsx'
import { Panel } from './panel.tsx'
import { SubmitButton } from './submit-button.tsx'

type Props = {
  title: string
  action: string
  back: string
  values?: Readonly<Record<string, string>>
  words?: { act: string; busy: string }
  children: Child
}

/** Asks before something is deleted, and says what that means. Works without a script. */
export const ConfirmDelete = ({ title, action, back, values, words, children }: Props) => (
  <Panel title={title}>
    <p>{children}</p>
    <form class="flex flex-wrap gap-3" method="post" action={action}>
      <HiddenFields values={values} />
      <SubmitButton busy={words?.busy ?? 'Deleting…'}>{words?.act ?? 'Delete'}</SubmitButton>
      <ButtonLink href={back}>Keep it</ButtonLink>
    </form>
  </Panel>
)
