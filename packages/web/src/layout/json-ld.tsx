import { raw } from 'hono/html'

/**
 * Structured data for search engines (schema.org, JSON-LD). It is data, not a script that runs, so the content policy lets it
 * be in the page; `<` is escaped because the text would otherwise end the element early.
 */
export const JsonLd = ({ data }: { data: Readonly<Record<string, unknown>> }) => (
  <script type="application/ld+json">{raw(JSON.stringify(data).replaceAll('<', '\\u003c'))}</script>
)
