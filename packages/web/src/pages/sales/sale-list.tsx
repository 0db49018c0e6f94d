import type { Instant } from '@lectern/core/platform'
import type { ShownSale } from '@lectern/core/pricing'
import { ButtonLink } from '../../components/button.tsx'
import { Countdown } from '../../components/countdown.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { saleFaces, saleWhen } from './sale-words.ts'

/** Sales one under the other between hairlines, each with its day and state. */
export const SaleList = ({ sales, now, label }: { sales: readonly ShownSale[]; now: Instant; label: string }) => (
  <ul class="border-t border-base-300" aria-label={label}>
    {sales.map((sale) => {
      const face = saleFaces[sale.state]
      return (
        <li class="group relative grid gap-x-8 gap-y-3 border-b border-base-300 py-6 md:grid-cols-[minmax(0,1fr)_auto]">
          <div class="min-w-0">
            <h3 class="text-xl leading-snug font-semibold">
              <a
                class="break-words decoration-1 underline-offset-4 group-hover:underline after:absolute after:inset-0"
                href={`/sales/${sale.slug}`}
              >
                {sale.title}
              </a>
            </h3>
            <p class="nums mt-1.5">{saleWhen(sale, now)}</p>
            {sale.summary !== '' && <p class="mt-2 max-w-prose text-muted">{sale.summary}</p>}
          </div>
          <div>
            <StateBadge state={face.state}>{face.words}</StateBadge>
          </div>
        </li>
      )
    })}
  </ul>
)

/** The sale that goes on or comes next, in a line across the top of pages about other things. */
export const SaleStrip = ({ sales, now }: { sales: readonly ShownSale[]; now: Instant }) => {
  const sale = sales.find(({ state }) => state === 'running') ?? sales.find(({ state }) => state === 'announced')
  if (sale === undefined) return null
  const running = sale.state === 'running'
  return (
    <aside class="sale print:hidden" aria-label="Sale">
      <div class="page sale-row">
        <p class="sale-words">
          <b>{sale.title}</b> <span class="muted nums">{saleWhen(sale, now)}.</span>
        </p>
        <Countdown
          until={running ? sale.endsAt : sale.startsAt}
          now={now}
          words={running ? 'On now' : 'Coming up'}
          before={running ? 'Ends in ' : 'Starts in '}
          over={running ? 'Ended' : 'On now'}
        />
        <ButtonLink size="small" href={`/sales/${sale.slug}`}>
          See the sale
        </ButtonLink>
      </div>
    </aside>
  )
}
