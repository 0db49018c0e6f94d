import type { Problem } from '@lectern/core/platform'
import { ButtonLink, buttonClass } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { signInAddress } from '../../layout/account-menu.tsx'
import { addressOf } from '../../layout/admin-page.tsx'
import { Stack } from '../../layout/columns.tsx'
import { OrganizerMail } from '../membership/contact.tsx'
import { type Request, SitePage } from '../site-page.tsx'
import type { ErrorFace } from './error-face.ts'

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

const RequestNumber = ({ c }: Pick<Props, 'c'>) => (
  <p class="text-sm text-muted">
    If you email us at <OrganizerMail />, include <span class="font-mono break-all">{c.var.requestId}</span>.
  </p>
)

/** A way that ends, and a stop beside it. */
const LostArt = () => (
  <svg class="lost-art" viewBox="0 0 600 450" aria-hidden="true">
    <rect width="600" height="450" fill="#392600" />
    <g fill="none" stroke="#8b671a" stroke-width="14">
      <path d="M40 350h160l70-90h110" stroke-linejoin="round" />
      <path d="M380 260h180" stroke-dasharray="2 34" stroke-linecap="round" />
    </g>
    <g fill="#c4983f">
      <circle cx="70" cy="350" r="22" />
      <circle cx="200" cy="350" r="22" />
    </g>
    <circle cx="270" cy="260" r="22" fill="#e3c693" />
    <g stroke="#fbf8f1" stroke-width="10">
      <circle cx="380" cy="260" r="34" fill="none" />
      <path d="M380 120v70" stroke-linecap="round" />
    </g>
    <circle cx="380" cy="94" r="38" fill="#fbf8f1" />
  </svg>
)

/** What isn't there: a field to look for it, and three ways out. */
const Lost = ({ c, face }: Props) => (
  <SitePage title={face.title} unlisted>
    <div class="lost">
      <div>
        <p class="kind mb-2">{face.title}</p>
        <h1>{face.words}</h1>
        <p class="lead">Check the address, or search.</p>
        <search>
          <form class="search-big" method="get" action="/events">
            <Icon name="search" />
            <input
              class="control"
              type="search"
              name="q"
              aria-label="Search events"
              placeholder="Classes, webinars, people"
              maxlength={100}
            />
            <button type="submit" class={buttonClass({ look: 'primary' })}>
              Search
            </button>
          </form>
        </search>
        <p class="lost-ways">
          <a class="quiet-link" href="/events">
            See all events
          </a>
          <a class="quiet-link" href="/account">
            My events
          </a>
          <a class="quiet-link" href="/">
            Go to home page
          </a>
        </p>
        <RequestNumber c={c} />
      </div>
      <LostArt />
    </div>
  </SitePage>
)

/** A calm page for whatever went wrong: what it was, what to do next, and the number under which we find it. */
export const ErrorPage = ({ c, face, problem }: Props) =>
  face.status === 404 ? (
    <Lost c={c} face={face} />
  ) : (
    <SitePage title={face.title} unlisted width="text">
      <PageHeading title={face.title}>
        <p>{face.words}</p>
      </PageHeading>
      <Stack after>
        <NextSteps c={c} problem={problem} />
        <RequestNumber c={c} />
      </Stack>
    </SitePage>
  )
