import { addDays, Day, formatCents } from '@lectern/core/platform'
import {
  getPromotion,
  listRedemptions,
  type Promotion,
  type Redemption,
  type RedemptionReport,
  type RedemptionTally,
  redemptionReport,
} from '@lectern/core/pricing'
import { BarChart } from '../../../components/bar-chart.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { FilterForm } from '../../../components/filter-form.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StatList } from '../../../components/stat-list.tsx'
import type { Column } from '../../../components/table.tsx'
import { TablePanel } from '../../../components/table-panel.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { type Declared, declarePages, recorded, why } from '../../../forms/pages.ts'
import { showAdmin } from '../../../layout/admin-page.tsx'
import { organizerZone } from '../../../layout/moments.ts'
import { csvFile, type ListColumn } from '../../../lists/columns.ts'
import type { SiteServices } from '../../../site.ts'
import { trailTo } from './promotion-page.tsx'

/** Days `[from, until)`. */
type Days = { from: string; until: string }

const isDay = (text: string): boolean => Day.safeParse(text).success

const most = 92

/** Every day that is plotted, those without orders among them: at most the last quarter of a year. */
const plotted = (report: RedemptionReport): { day: string; orders: number }[] => {
  const [first, last] = [report.byDay[0]?.day, report.byDay.at(-1)?.day]
  if (first === undefined || last === undefined) return []
  const orders = new Map(report.byDay.map((day) => [day.day, day.orders]))
  const days: { day: string; orders: number }[] = []
  for (let day = last; day >= first && days.length < most; day = addDays(day, -1)) {
    days.unshift({ day, orders: orders.get(day) ?? 0 })
  }
  return days
}

const shortDay = (day: string): string =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' })

const describe = (days: readonly { day: string; orders: number }[]): string => {
  const top = days.reduce((best, day) => (day.orders > best.orders ? day : best), days[0] ?? { day: '', orders: 0 })
  const count = `${top.orders} ${top.orders === 1 ? 'order' : 'orders'}`
  return `Orders by day, from ${shortDay(days[0]?.day ?? '')} to ${shortDay(days.at(-1)?.day ?? '')}; the most, ${count}, on ${shortDay(top.day)}. The table below has every day.`
}

type Summed = RedemptionTally & { name: string }

const columnsFor = (label: string): Column<Summed>[] => [
  { key: 'name', label, cell: ({ name }) => name },
  { key: 'orders', label: 'Orders', align: 'end', cell: ({ orders }) => orders.toLocaleString('en-US') },
  { key: 'list', label: 'Full price', align: 'end', cell: ({ listCents }) => formatCents(listCents) },
  { key: 'discount', label: 'Discount', align: 'end', cell: ({ discountCents }) => formatCents(discountCents) },
  { key: 'total', label: 'Revenue', align: 'end', cell: ({ totalCents }) => formatCents(totalCents) },
  { key: 'back', label: 'Refunded', align: 'end', cell: ({ givenBack }) => givenBack.toLocaleString('en-US') },
]

const Sums = ({ label, rows }: { label: string; rows: readonly Summed[] }) => (
  <TablePanel
    title={`By ${label.toLowerCase()}`}
    caption={`Orders and amounts by ${label.toLowerCase()}`}
    columns={columnsFor(label)}
    rows={rows}
    empty="Nothing yet."
  />
)

const Report = ({
  promotion,
  report,
  days,
  turned,
}: {
  promotion: Promotion
  report: RedemptionReport
  days: Partial<Days>
  /** The end comes before the beginning: the report is of all days then. */
  turned: boolean
}) => {
  const { total } = report
  const bars = plotted(report)
  const own = `/admin/promotions/${promotion.id}/report`
  return (
    <>
      <FilterForm action={own} label="Apply" clear={Object.keys(days).length === 0 ? undefined : own}>
        <TextInput name="from" label="From" type="date" optional="unsaid" value={days.from ?? ''} />
        <TextInput
          name="to"
          label="To, inclusive"
          type="date"
          optional="unsaid"
          error={turned ? 'Choose a day that isn’t before the first' : undefined}
          value={days.until === undefined ? '' : addDays(days.until, -1)}
        />
      </FilterForm>
      <StatList
        stats={[
          { label: 'Orders', value: total.orders.toLocaleString('en-US') },
          {
            label: 'Revenue at full price',
            value: formatCents(total.listCents),
            note: 'What these lines would have cost',
          },
          {
            label: 'Revenue with discount',
            value: formatCents(total.totalCents),
            note: `Discount ${formatCents(total.discountCents)}`,
          },
          { label: 'Refunded', value: total.givenBack.toLocaleString('en-US'), note: 'Orders that ended later' },
        ]}
      />
      <Panel title="Orders by day">
        {bars.length === 0 ? (
          <p class="text-muted">No orders in this period.</p>
        ) : (
          <BarChart
            description={describe(bars)}
            bars={bars.map(({ day, orders }) => ({ label: shortDay(day), value: orders }))}
          />
        )}
      </Panel>
      <Sums label="Code" rows={report.byCode.map((sums) => ({ ...sums, name: sums.code ?? 'Without a code' }))} />
      <Sums label="Partner" rows={report.byPartner.map((sums) => ({ ...sums, name: sums.partner ?? 'No partner' }))} />
      <Sums label="Day" rows={report.byDay.map((sums) => ({ ...sums, name: sums.day }))} />
    </>
  )
}

/** The days that an address names; what is no day is left out. `to` is the last day, as people say it. */
const daysOf = (query: (name: string) => string | undefined): Partial<Days> => {
  const [from = '', to = '', until = ''] = [query('from'), query('to'), query('until')]
  return {
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) ? { until: addDays(to, 1) } : isDay(until) ? { until } : {}),
  }
}

const all: Days = { from: '0000-01-01', until: '9999-12-31' }

const dayColumns: ListColumn<RedemptionReport['byDay'][number]>[] = [
  {
    file: {
      Day: ({ day }) => day,
      Orders: ({ orders }) => orders,
      'Without it (cents)': ({ listCents }) => listCents,
      'It took off (cents)': ({ discountCents }) => discountCents,
      'They cost (cents)': ({ totalCents }) => totalCents,
      'Given back': ({ givenBack }) => givenBack,
    },
  },
]

const redemptionColumns: ListColumn<Redemption>[] = [
  {
    file: {
      'Confirmed (UTC)': ({ at }) => at,
      Order: ({ orderId }) => orderId,
      Code: ({ code }) => code,
      Partner: ({ partner }) => partner,
      'Without it (cents)': ({ took }) => took.listCents,
      'It took off (cents)': ({ took }) => took.discountCents,
      'Cost (cents)': ({ took }) => took.totalCents,
      'Given back of the cost (cents)': ({ back }) => back.totalCents,
    },
  },
]

/** `/admin/promotions/:id/report` */
export const reportPages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin/promotions' })

  app.page('/:id/report', { audit: why.impersonal }, async (c) => {
    const promotion = await getPromotion(table, c.req.param('id'))
    const days = daysOf((name) => c.req.query(name))
    const turned = days.from !== undefined && days.until !== undefined && days.until <= days.from
    const { from, until } = { ...all, ...(turned ? {} : days) }
    const report = await redemptionReport(table, promotion.id, from, until)
    const query = new URLSearchParams(days).toString()
    const own = `/admin/promotions/${promotion.id}`
    return showAdmin(
      c,
      table,
      {
        title: `Results for ${promotion.title}`,
        nav: 'promotions',
        status: turned ? 400 : 200,
        trail: trailTo(promotion, 'Report'),
        actions: (
          <>
            <ButtonLink size="small" href={`${own}/report.csv${query && `?${query}`}`} download>
              Days as CSV
            </ButtonLink>
            <ButtonLink size="small" href={`${own}/redemptions.csv`} download>
              Orders as CSV
            </ButtonLink>
          </>
        ),
        about: `Days are in ${(promotion.window?.zone ?? organizerZone()).replaceAll('_', ' ')} time. Amounts are for discounted lines. Refunds count on the day the order was confirmed.`,
      },
      <Report promotion={promotion} report={report} days={days} turned={turned} />,
    )
  })

  app.page('/:id/report.csv', { audit: why.impersonal }, async (c) => {
    const { id } = await getPromotion(table, c.req.param('id'))
    const { from, until } = { ...all, ...daysOf((name) => c.req.query(name)) }
    const { byDay } = await redemptionReport(table, id, from, until)
    return csvFile(c, `report-${id}`, dayColumns, async () => ({ items: byDay }))
  })

  app.page('/:id/redemptions.csv', { audit: recorded('redemption.list', '{id}') }, async (c) => {
    const { id: promotionId } = await getPromotion(table, c.req.param('id'))
    const read = (cursor: string | undefined) => listRedemptions(table, { promotionId }, { cursor, limit: 200 })
    return csvFile(c, `redemptions-${promotionId}`, redemptionColumns, read)
  })
  return app.pages
}
