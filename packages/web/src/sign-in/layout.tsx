import type { PropsWithChildren } from 'hono/jsx'
import { Page } from '../layout/page.tsx'

/** The site's page around the sign-in forms. */
export const SignInLayout = ({ title, children }: PropsWithChildren<{ title: string }>) => (
  <Page title={title} width="form" unlisted>
    <div class="now-card sign-in">{children}</div>
  </Page>
)
