import type { Event } from '@lectern/core/catalog'
import type { Recipients, RosterMail } from '@lectern/core/roster-mail'
import { ButtonLink } from '../../../components/button.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Act, RecipientsLine } from './mail-parts.tsx'
import { addressOfMail, formatAudience, formatPeople, trailOf } from './mail-words.ts'

export const confirmHead = (event: Event, mail: RosterMail) => ({
  title: `Send “${mail.subject}”?`,
  kicker: event.title,
  trail: trailOf(event, { label: 'This email', href: addressOfMail(mail) }, { label: 'Send' }),
})

type ConfirmProps = { event: Event; mail: RosterMail; recipients: Recipients }

/** The last step before a mail goes: to whom, how many, and what cannot be undone. */
export const ConfirmPage = ({ event, mail, recipients }: ConfirmProps) => {
  const { count, state } = recipients
  const nobody = state === 'exact' && count === 0
  return (
    <Panel>
      <p>{formatAudience(event, mail)} right now. People who register later won’t get it.</p>
      <RecipientsLine mail={mail} recipients={recipients} />
      <p>It sends in 1 minute. You can undo until then.</p>
      <div class="flex flex-wrap gap-3">
        {!nobody && (
          <Act
            mail={mail}
            act="send"
            words={state === 'exact' ? `Send it to ${formatPeople(count)}` : 'Send it to all of them'}
            look="primary"
            busy="Sending…"
          />
        )}
        <ButtonLink href={addressOfMail(mail)}>Not yet</ButtonLink>
      </div>
    </Panel>
  )
}
