import type { Child, PropsWithChildren } from 'hono/jsx'
import { ButtonLink } from '../../components/button.tsx'
import { thisSite } from '../../layout/moments.ts'
import { SitePage } from '../site-page.tsx'

const helpLinks = [
  { href: '/help', label: 'Registering, joining, and recordings' },
  { href: '/refunds', label: 'Refund policy' },
  { href: '/contact', label: 'Contact us' },
  { href: '/about', label: 'About us' },
  { href: '/privacy', label: 'Privacy and your data' },
  { href: '/terms', label: 'Terms' },
]

type Props = PropsWithChildren<{ path: string; title: string; lead: Child; description?: string }>

/** A page of help: what it's about, and beside it the other pages and a person to ask. */
export const HelpFrame = ({ path, title, lead, description, children }: Props) => (
  <SitePage title={title} description={description} canonical={path}>
    <header class="help-head">
      {path !== '/help' && (
        <p class="crumb">
          <a href="/help">Help</a>
        </p>
      )}
      <h1>{title}</h1>
      <p class="lead">{lead}</p>
    </header>
    <div class="cols">
      <div class="col">{children}</div>
      <aside class="col" aria-label="More help">
        <nav class="toc" aria-label="Help pages">
          <h2>Help</h2>
          <ul>
            {helpLinks.map(({ href, label }) => (
              <li>
                <a href={href} aria-current={href === path ? 'page' : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {path !== '/contact' && (
          <section class="panel panel-tint">
            <h2>Still stuck?</h2>
            <p class="small">{thisSite().organizer.name} answers by email.</p>
            <p class="mt-3">
              <ButtonLink size="small" href="/contact">
                Ask us
              </ButtonLink>
            </p>
          </section>
        )}
      </aside>
    </div>
  </SitePage>
)
