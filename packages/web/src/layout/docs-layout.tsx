import type { Child } from 'hono/jsx'
import { Page } from './page.tsx'

/** The site's frame around the readable page of the API, which cannot know the site. */
export const docsLayout = ({ title, children }: { title: string; children: Child }) => (
  <Page title={title} description="Every REST API call, with its requests and responses.">
    {children}
  </Page>
)
