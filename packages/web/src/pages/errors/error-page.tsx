import { type Problem, problemStatus } from '@lectern/core/platform'
import { ButtonLink } from '../../components/button.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { signInAddress } from '../../layout/account-menu.tsx'
import { addressOf } from '../../layout/admin-page.tsx'
import { Stack } from '../../layout/columns.tsx'
import { OrganizerMail } from '../membership/contact.tsx'
import { type Request, SitePage } from '../site-page.tsx'

export type ErrorFace = { status: 400 | 401 | 403 | 404 | 409 | 413 | 429 | 500 | 503; title: string; words: string }

const titles = {
  invalid: 'We couldn’t read that',
  unauthenticated: 'Please sign in first',
  forbidden: 'You don’t have access',
  'not-found': 'Page not found',
  conflict: 'You can’t do that right now',
  'too-large': 'That’s too large',
  'too-many': 'Too many requests',
  unavailable: 'Try again in a moment',
} as const satisfies Record<Problem['kind'], string>

export const faceOf = (problem: Problem): ErrorFace => ({
  status: problemStatus[problem.kind],
  title: titles[problem.kind],
  words: problem.message,
})

export const nothingHere: ErrorFace = {
  status: 404,
  title: titles['not-found'],
  words: 'This page doesn’t exist or has moved.',
}

export const broken: ErrorFace = {
  status: 500,
  title: 'Something went wrong',
  words: 'It’s our fault, and we’ve been notified. If you were paying, you’re only charged if your order is confirmed.',
}

const isLocal = (address: unknown): address is string => typeof address === 'string' && /^\/(?!\/)/.test(address)

/** What to do next: by the problem when it knows, else the ways that always lead somewhere. */
const NextSteps = ({ c, problem }: { c: Request; problem?: Problem }) => {
  const { signInUrl, joinUrl } = problem?.details ?? {}
  const signIn = isLocal(signInUrl)
    ? signInUrl
    : problem?.kind === 'unauthenticated'
      ? signInAddress(addressOf(c))
      : undefined
  return (
    <div class="flex flex-wrap gap-3">
      {signIn !== undefined && (
        <ButtonLink look="primary" href={signIn}>
          Sign in
        </ButtonLink>
      )}
      {isLocal(joinUrl) && <ButtonLink href={joinUrl}>How to become a member</ButtonLink>}
      <ButtonLink look={signIn === undefined ? 'primary' : 'plain'} href="/events">
        See all events
      </ButtonLink>
      <ButtonLink look="ghost" href="/">
        Home
      </ButtonLink>
    </div>
  )
}

type Props = { c: Request; face: ErrorFace; problem?: Problem }

/** A calm page for whatever went wrong: what it was, what to do next, and the number under which we find it. */
export const ErrorPage = ({ c, face, problem }: Props) => (
  <SitePage title={face.title} unlisted width="text">
    <PageHeading title={face.title}>
      <p>{face.words}</p>
    </PageHeading>
    <Stack after>
      <NextSteps c={c} problem={problem} />
      <p class="text-sm text-muted">
        If you email us at <OrganizerMail />, include <span class="font-mono break-all">{c.var.requestId}</span>.
      </p>
    </Stack>
  </SitePage>
)
