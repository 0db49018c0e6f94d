import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import type { Fields } from '../../forms/serve-pages.ts'
import { addressOf } from '../../layout/admin-page.tsx'
import { type Request, SitePage } from '../site-page.tsx'

type Props = { c: Request; fields: Fields }

/**
 * What someone sent after their session had ended, held on the page until they have signed in beside it: nothing of it is kept
 * anywhere else, and only this browser can send it.
 */
export const UnsentForm = ({ c, fields }: Props) => (
  <SitePage title="You’ve been signed out" unlisted width="text">
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
            <form method="post" action={addressOf(c)}>
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
