import { addSeconds, type Instant } from '@lectern/core/platform'
import { type Promotion, type Sale, type ShownSale, saleMoment, saleTimes, showSale } from '@lectern/core/pricing'
import { Panel } from '../../../components/panel.tsx'
import { SaleContent, SaleReveal } from '../../sales/sale-content.tsx'

type Moment = { title: string; shown: ShownSale; at: Instant }

/** What visitors see before and at each moment at which the page changes, as if it were published and nothing used. */
const momentsOf = (sale: Sale, promotion: Promotion): Moment[] => {
  const times = saleTimes(promotion)
  if (times === undefined) return []
  const { zone, startsAt, endsAt, revealsAt } = times
  const early = revealsAt !== undefined && revealsAt < startsAt ? [revealsAt] : []
  const first = early[0] ?? startsAt
  const named: [string, Instant][] = [
    ['A second before', addSeconds(first, -1)],
    ...early.map((at): [string, Instant] => ['When its code is revealed', at]),
    ['When it starts', startsAt],
    ['After it ends', endsAt],
  ]
  return named.flatMap(([title, at]) => {
    const shown = showSale({ ...sale, status: 'published' }, promotion, 0, at)
    return shown ? [{ title: `${title}: ${saleMoment(at, zone)}`, shown, at }] : []
  })
}

/** The sale's page at its edges. */
export const SalePreview = ({ sale, promotion }: { sale: Sale; promotion: Promotion }) => (
  <>
    {momentsOf(sale, promotion).map(({ title, shown, at }) => (
      <Panel title={title}>
        <SaleReveal
          sale={shown}
          now={at}
          preview
          heading={
            <>
              <p class="serif text-2xl">{shown.title}</p>
              {shown.summary !== '' && <p>{shown.summary}</p>}
            </>
          }
        />
        <SaleContent sale={shown} now={at} preview />
      </Panel>
    ))}
  </>
)
