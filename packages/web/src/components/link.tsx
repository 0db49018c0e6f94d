import type { Child } from 'hono/jsx'
import { ButtonLink } from './button.tsx'

type RowTitleProps = {
  href: string
  title: Child
  under?: Child
  /** Its cover, or the initials of a person. */
  picture?: Child
}

/** What a row of a table is called, leading to its page, with a quieter line under it. */
export const RowTitle = ({ href, title, under, picture }: RowTitleProps) => {
  const words = (
    <>
      <a class="row-link" href={href}>
        {title}
      </a>
      {under !== undefined && <span class="sub">{under}</span>}
    </>
  )
  if (picture === undefined) return words
  return (
    <span class="cell">
      {picture}
      <span>{words}</span>
    </span>
  )
}

/** The way from one page of the admin's to another that belongs to it; `primary` for the one that makes something new. */
export const Way = ({ href, label, primary = false }: { href: string; label: string; primary?: boolean }) => (
  <ButtonLink size="small" look={primary ? 'primary' : 'plain'} href={href}>
    {label}
  </ButtonLink>
)
