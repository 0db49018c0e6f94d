import { countedAtOnce, type Recipients, type RosterMail } from '@lectern/core/roster-mail'
import { ActButton } from '../../../components/act-button.tsx'
import { addressOfMail, leftOutSentence, many, recipientsSentence } from './mail-words.ts'

type ActProps = Omit<Parameters<typeof ActButton>[0], 'action' | 'values'> & { mail: RosterMail; act: string }

/** A button that does something with a mail as it was looked at. */
export const Act = ({ mail, act, ...button }: ActProps) => (
  <ActButton action={`${addressOfMail(mail)}/${act}`} values={{ revision: mail.revision }} size="medium" {...button} />
)

/** How many would get it, and the way to an exact number for a long roster. */
export const RecipientsLine = ({ mail, recipients }: { mail: RosterMail; recipients: Recipients }) => (
  <div class="grid gap-3">
    <p>
      <strong class="nums">{recipientsSentence(recipients)}</strong> {leftOutSentence(mail)}
    </p>
    {recipients.state === 'more' && (
      <div class="flex flex-wrap items-center gap-3">
        <Act mail={mail} act="count" words="Count people" size="small" busy="Counting…" />
        <span class="text-sm text-muted">
          Rosters of up to {many(countedAtOnce)} are counted right away. This one takes a little longer.
        </span>
      </div>
    )}
  </div>
)
