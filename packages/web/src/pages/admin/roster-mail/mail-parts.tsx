import { countedAtOnce, type Recipients, type RosterMail } from '@lectern/core/roster-mail'
import type { Child } from 'hono/jsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { addressOfMail, leftOutSentence, many, recipientsSentence } from './mail-words.ts'

/** A button that does something with a mail as it was looked at. */
export const Act = ({ mail, act, children }: { mail: RosterMail; act: string; children: Child }) => (
  <form method="post" action={`${addressOfMail(mail)}/${act}`}>
    <HiddenFields values={{ revision: mail.revision }} />
    {children}
  </form>
)

/** How many would get it, and the way to an exact number for a long roster. */
export const RecipientsLine = ({ mail, recipients }: { mail: RosterMail; recipients: Recipients }) => (
  <div class="grid gap-3">
    <p>
      <strong class="nums">{recipientsSentence(recipients)}</strong> {leftOutSentence(mail)}
    </p>
    {recipients.state === 'more' && (
      <Act mail={mail} act="count">
        <div class="flex flex-wrap items-center gap-3">
          <SubmitButton look="plain" size="small" busy="Counting…">
            Count people
          </SubmitButton>
          <span class="text-sm text-muted">
            Rosters of up to {many(countedAtOnce)} are counted right away. This one takes a little longer.
          </span>
        </div>
      </Act>
    )}
  </div>
)
