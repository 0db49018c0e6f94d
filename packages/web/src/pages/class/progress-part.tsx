import type { ClassProgress } from '@lectern/core/teaching'
import { ButtonLink } from '../../components/button.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { plural } from '../event-words.ts'

/** What is still to do for a certificate, or what became of it. */
const formatStanding = ({ standing, certificate }: ClassProgress): string | undefined => {
  if (certificate) {
    return certificate.revokedAt === undefined
      ? 'Your certificate is ready. You can print it or share it.'
      : 'Your certificate was revoked. Ask the organizer about it.'
  }
  if (!standing) return undefined
  const { attended, needed, of, met, over } = standing
  const rule = needed === of ? (of === 1 ? 'the session' : `all ${of} sessions`) : `${needed} of ${of} sessions`
  if (met) {
    return over
      ? 'Certificate earned. We’ll email it to you soon.'
      : 'Certificate earned. We’ll send it after the last session.'
  }
  return over
    ? `To earn the certificate, attend ${rule}.`
    : `To earn the certificate, attend ${rule}: ${plural(needed - attended, 'more session')} to go.`
}

/** Asks for the name that goes on the certificate, while the reader has given none. */
const AskName = () => (
  <p class="small">
    <TextLink href="/account#name">Check your name</TextLink> before we put it on your certificate.
  </p>
)

/** A part of a whole that is one's own, with its numbers inside. The words beside it say the same. */
const Ring = ({ done, of }: { done: number; of: number }) => (
  <svg class="ring" viewBox="0 0 100 100" aria-hidden="true">
    <circle cx="50" cy="50" r="42" />
    {done > 0 && (
      <circle
        class="part"
        cx="50"
        cy="50"
        r="42"
        pathLength="100"
        stroke-dasharray={`${Math.min(100, Math.round((100 * done) / of))} 100`}
        transform="rotate(-90 50 50)"
      />
    )}
    <text x="50" y="58">{`${Math.min(done, of)}/${of}`}</text>
  </svg>
)

/** "You attended 3 of 5 sessions", what the certificate takes, and the link to it. Nothing before there is anything to say. */
export const ProgressOfClass = ({ progress, unnamed }: { progress: ClassProgress; unnamed: boolean }) => {
  const { attended, of, sessions, certificate } = progress
  const known = sessions.some(({ mark }) => mark !== undefined)
  const words = formatStanding(progress)
  if (of === 0 || (!known && words === undefined)) return null
  return (
    <section class="panel" id="progress" aria-labelledby="progress-title">
      <h2 id="progress-title">{progress.standing || certificate ? 'Certificate' : 'Your progress'}</h2>
      <div class="with-ring">
        <Ring done={attended} of={progress.standing?.needed ?? of} />
        <div class="grid gap-2">
          <p class="small nums">
            {of === 1
              ? attended === 1
                ? 'You attended the session.'
                : 'No attendance recorded yet.'
              : `You attended ${attended} of ${of} sessions.`}
          </p>
          {words !== undefined && <p class="small muted">{words}</p>}
          {unnamed && progress.standing && certificate === undefined && <AskName />}
        </div>
      </div>
      {certificate !== undefined && certificate.revokedAt === undefined && (
        <div class="actions mt-4">
          <ButtonLink size="small" href={`/certificates/${certificate.certificate}`}>
            See your certificate
          </ButtonLink>
          <ButtonLink size="small" look="ghost" href={`/certificates/${certificate.certificate}.pdf`} download>
            Download the PDF
          </ButtonLink>
        </div>
      )}
    </section>
  )
}
