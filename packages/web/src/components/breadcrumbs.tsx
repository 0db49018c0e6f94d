import { TextLink } from './text-link.tsx'

export type Crumb = { label: string; href?: string }

/** The way to this page; the last one is the page itself. */
export const Breadcrumbs = ({ trail }: { trail: readonly Crumb[] }) => (
  <nav class="print:hidden text-sm text-muted" aria-label="Breadcrumbs">
    <ol class="flex flex-wrap items-center gap-x-2 gap-y-1">
      {trail.map((crumb, index) => (
        <li class="flex min-w-0 items-center gap-2">
          {index > 0 && <span aria-hidden="true">/</span>}
          {crumb.href === undefined || index === trail.length - 1 ? (
            <span aria-current={index === trail.length - 1 ? 'page' : undefined}>{crumb.label}</span>
          ) : (
            <TextLink href={crumb.href}>{crumb.label}</TextLink>
          )}
        </li>
      ))}
    </ol>
  </nav>
)
