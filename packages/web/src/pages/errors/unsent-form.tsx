import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import type { Fields } from '../../forms/serve-pages.ts'
import type { SiteServices } from '../../site.ts'
import { type Request, SitePage } from '../site-page.tsx'

type Props = { c: Request; services: SiteServices; fields: Fields }

/**
 * What someone sent after their session had ended, held on the page until they have signed in beside it: nothing of it is kept
 * anywhere else, and only this browser can send it.
 */
export const UnsentForm = ({ c, services, fields }: Props) => {
  const { pathname, search } = new URL(c.req.url)
  return (
    <SitePage c={c} services={services} title="You’ve been signed out" unlisted width="text">
      <PageHeading title="You’ve been signed out">
        <p>Your changes are still here. Sign in, come back to this page, and save them.</p>
      </PageHeading>
      <div class="mt-8">
        <Panel title="Save your changes">
          <ol class="grid list-decimal gap-5 pl-5">
            <li>
              <a class="text-link" href="/sign-in?next=%2Faccount" target="_blank" rel="noopener">
                Sign in (opens a new tab)
              </a>
            </li>
            <li>
              <form method="post" action={`${pathname}${search}`}>
                {fields.map(([name, value]) => (
                  <textarea hidden name={name}>
                    {`\n${value}`}
                  </textarea>
                ))}
                <SubmitButton busy="Saving…">Save my changes</SubmitButton>
              </form>
            </li>
          </ol>
        </Panel>
      </div>
    </SitePage>
  )
}
