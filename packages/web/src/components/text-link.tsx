import type { PropsWithChildren } from 'hono/jsx'

/** A link in running text, underlined. */
export const TextLink = ({ href, children }: PropsWithChildren<{ href: string }>) => (
  <a class="text-link" href={href}>
    {children}
  </a>
)
