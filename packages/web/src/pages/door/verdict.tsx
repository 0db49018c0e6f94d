import type { Event } from '@lectern/core/catalog'
import type { Answer } from '@lectern/core/door'
import { ButtonLink } from '../../components/button.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { doorAddress } from './door-page.tsx'
import { toneOf, verdictAdvice, verdictTitle } from './door-words.ts'

const signs = { yes: 'check', again: 'warning', no: 'close' } as const

type Props = { event: Event; answer: Answer; undo: string; camera: boolean }

/** What came of a pass, to be read at arm's length: color, sign, word, name, and what to do. */
export const VerdictCard = ({ event, answer, undo, camera }: Props) => {
  const { verdict, registration } = answer
  const tone = toneOf(verdict)
  const advice = verdictAdvice(verdict, event.zone)
  return (
    <section class={`verdict verdict-${tone}`} aria-label="Result" role="status">
      <p class="verdict-head">
        <Icon name={signs[tone]} />
        {verdictTitle(verdict)}
      </p>
      {registration && (
        <>
          <h1>{registration.name}</h1>
          <p class="who">{registration.ticketName}</p>
        </>
      )}
      {advice !== undefined && <p class="must">{advice}</p>}
      <div class="door-two">
        <ButtonLink look="plain" href={doorAddress(event, camera ? '?camera=on' : '')}>
          Next person
        </ButtonLink>
        {registration && verdict.word === 'admitted' && (
          <form method="post" action={doorAddress(event, '/undo')}>
            <HiddenFields values={{ person: registration.personId, scan: undo }} />
            <SubmitButton look="ghost">Undo</SubmitButton>
          </form>
        )}
      </div>
    </section>
  )
}
