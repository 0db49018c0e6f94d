import type { Child } from 'hono/jsx'
import { ButtonLink } from './button.tsx'

/** What a row of a table is called, leading to its page, with a quieter line under it. */
export const RowTitle = ({ href, title, under }: { href: string; title: Child; under?: Child }) => (
  <>
    <a class="text-link font-medium break-words" href={href}>
      {title}
    </a>
    {under !== undefined && <span class="block text-muted">{under}</span>}
  </>
)

/** The way from one page of the admin's to another that belongs to it; `primary` for the one that makes something new. */
export const Way = ({ href, label, primary = false }: { href: string; label: string; primary?: boolean }) => (
  <ButtonLink size="small" look={primary ? 'primary' : 'plain'} href={href}>
    {label}
  </ButtonLink>
)
