// The public pages of sales: a list with where each stands, and an editor that shows the page at its edges.
import { type Table as DataTable, type Instant, Problem, pageOfAll } from '@lectern/core/platform'
import {
  changeSale,
  checkSale,
  createSale,
  getSaleStanding,
  listPromotions,
  listSaleStandings,
  mayHaveSale,
  NewSale,
  type Promotion,
  removeSale,
  type Sale,
  SaleChanges,
  type SaleStanding,
  type SaleState,
} from '@lectern/core/pricing'
import { ButtonLink } from '../../../components/button.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { type Errors, errorsOf, noErrors, parseTyped, refusalOf } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, recorded, why } from '../../../forms/pages.ts'
import { type Typed, typedFrom } from '../../../forms/typed.ts'
import { type AdminContext, flashOf, showAdmin } from '../../../layout/admin-page.tsx'
import { type ListColumn, plain } from '../../../lists/columns.ts'
import { choice } from '../../../lists/filters.tsx'
import { gather } from '../../../lists/gather.ts'
import { defineList, type List, listPage } from '../../../lists/list-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { saleFaces } from '../../sales/sale-words.ts'
import { formatWindow } from '../promotions/promotion-words.ts'
import { SaleForm } from './sale-form.tsx'
import { SalePreview } from './sale-preview.tsx'

const columns: ListColumn<SaleStanding>[] = [
  {
    key: 'title',
    label: 'Sale',
    cell: ({ sale }) => (
      <>
        <a class="text-link font-medium" href={`/admin/sales/${sale.slug}`}>
          {sale.title}
        </a>
        <span class="block text-muted">/sales/{sale.slug}</span>
      </>
    ),
    file: { Sale: ({ sale }) => sale.title, Slug: ({ sale }) => sale.slug },
  },
  plain('promotion', 'Promotion', ({ promotion }) =>
    promotion ? `${promotion.title}${promotion.code === undefined ? '' : ` (${promotion.code})`}` : 'Deleted',
  ),
  plain('when', 'When', ({ promotion }) => promotion && formatWindow(promotion)),
  {
    key: 'state',
    label: 'State',
    cell: ({ state }) => <StateBadge state={saleFaces[state].state}>{saleFaces[state].words}</StateBadge>,
    file: { State: ({ state }) => state },
  },
]

const flashes = {
  draft: 'Saved as a draft. Only admins can see it.',
  published: 'Published. Everyone can see the page.',
  deleted: 'Sale deleted. Its promotion stays.',
} as const

const sales = (table: DataTable) =>
  defineList({
    filters: {
      state: choice(
        'State',
        (Object.keys(saleFaces) as SaleState[]).map((value) => ({ value, label: saleFaces[value].words })),
      ),
    },
    list: (c, { state }): List<SaleStanding> => ({
      title: 'Sales',
      nav: 'sales',
      flash: flashOf(c, flashes),
      make: (
        <ButtonLink size="small" look="primary" href="/admin/sales/new">
          New sale
        </ButtonLink>
      ),
      caption: 'Sales',
      columns,
      rowId: ({ sale }) => `sale-${sale.slug}`,
      empty: {
        title: 'No sales yet',
        words:
          'A sale is the public page of a promotion for a limited time: it counts down, sends a reminder, and shows the code when it starts.',
      },
      read: async (page) => {
        const standings = await listSaleStandings(table, c.var.now)
        const shown = standings.filter((standing) => state === undefined || standing.state === state)
        return pageOfAll(shown, ({ sale }) => sale.slug, page)
      },
      file: 'sales',
    }),
  })

const valuesOf = ({ title, summary, body, promotionId }: Sale): Typed =>
  typedFrom(Object.entries({ title, summary, body, promotionId }))

const statusOf = (typed: Typed): 'draft' | 'published' => (typed.text('intent') === 'publish' ? 'published' : 'draft')

const sent = (typed: Typed) => ({
  title: typed.text('title'),
  summary: typed.text('summary'),
  body: typed.text('body'),
  promotionId: typed.text('promotionId'),
  status: statusOf(typed),
})

/** What a form means, as the preview takes it, before anything is saved. */
const draftOf = (typed: Typed, now: Instant, saved: Sale | undefined): Sale => ({
  ...sent(typed),
  slug: saved?.slug ?? (typed.text('slug') || 'preview'),
  revision: saved?.revision ?? 1,
  createdAt: saved?.createdAt ?? now,
  updatedAt: now,
})

const statusOfRefusal = (error: unknown): 400 | 409 =>
  error instanceof Problem && error.kind === 'conflict' ? 409 : 400

export const salePages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin/sales' })

  /** The newest promotions that a sale may announce. */
  const candidates = async (): Promise<Promotion[]> => {
    const read = (cursor: string | undefined) => listPromotions(table, { cursor, limit: 100 })
    return (await gather(read, mayHaveSale, { pages: 5 })).items
  }

  const showForm = async (
    c: AdminContext,
    typed: Typed,
    {
      errors = noErrors,
      standing,
      shown,
      status,
    }: { errors?: Errors; standing?: SaleStanding | undefined; shown?: Sale | undefined; status?: 400 | 409 } = {},
  ) => {
    const items = await candidates()
    const own = standing?.promotion
    const promotions: Promotion[] = own && !items.some(({ id }) => id === own.id) ? [own, ...items] : items
    const about = shown && promotions.find(({ id }) => id === shown.promotionId)
    return showAdmin(
      c,
      table,
      { title: standing?.sale.title ?? 'New sale', nav: 'sales', status, flash: flashOf(c, flashes), errors },
      <SaleForm
        typed={typed}
        promotions={promotions}
        saved={standing?.sale}
        state={standing?.state}
        preview={shown && about ? <SalePreview sale={shown} promotion={about} /> : undefined}
      />,
    )
  }

  /** Shows what was typed as it would look; refused for what saving would refuse. */
  const preview = async (c: AdminContext, typed: Typed, standing?: SaleStanding) => {
    const parsed = parseTyped(NewSale, sent(typed))
    if (!parsed.ok) return showForm(c, typed, { standing, errors: errorsOf(parsed.errors), status: 400 })
    const shown = draftOf(typed, c.var.now, standing?.sale)
    const items = await candidates()
    const promotion = items.find(({ id }) => id === shown.promotionId)
    try {
      if (promotion) checkSale(shown, promotion)
    } catch (error) {
      return showForm(c, typed, { standing, errors: errorsOf(refusalOf(error)), status: 400 })
    }
    return showForm(c, typed, { standing, shown })
  }

  app.page('/', { audit: why.impersonal }, listPage(table, sales(table)))

  app.page('/new', { audit: why.impersonal }, (c) =>
    showForm(c, typedFrom([['promotionId', c.req.query('promotion') ?? '']])),
  )

  app.form('/new', { audit: recorded('sale.create', 'sale:{made}') }, async (c, typed) => {
    if (typed.text('intent') === 'preview') return again(preview(c, typed))
    const slug = typed.text('slug')
    const parsed = parseTyped(NewSale, { ...sent(typed), ...(slug === '' ? {} : { slug }) })
    if (!parsed.ok) return again(showForm(c, typed, { errors: errorsOf(parsed.errors), status: 400 }))
    try {
      const sale = await createSale(table, parsed.value, c.var.now)
      return done(`/admin/sales/${sale.slug}?done=${sale.status}`)
    } catch (error) {
      return again(showForm(c, typed, { errors: errorsOf(refusalOf(error)), status: statusOfRefusal(error) }))
    }
  })

  app.page('/:slug', { audit: why.impersonal }, async (c) => {
    const standing = await getSaleStanding(table, c.req.param('slug'), c.var.now)
    return showForm(c, valuesOf(standing.sale), { standing, shown: standing.sale })
  })

  app.form('/:slug', { audit: recorded('sale.change', 'sale:{slug}') }, async (c, typed) => {
    const slug = c.req.param('slug')
    const standing = await getSaleStanding(table, slug, c.var.now)
    if (typed.text('intent') === 'preview') return again(preview(c, typed, standing))
    const parsed = parseTyped(SaleChanges, sent(typed))
    if (!parsed.ok) return again(showForm(c, typed, { standing, errors: errorsOf(parsed.errors), status: 400 }))
    try {
      const sale = await changeSale(table, slug, parsed.value, c.var.now, Number(typed.text('revision')))
      return done(`/admin/sales/${sale.slug}?done=${sale.status}`)
    } catch (error) {
      const errors = errorsOf(refusalOf(error))
      return again(showForm(c, typed, { standing, errors, status: statusOfRefusal(error) }))
    }
  })

  app.form('/:slug/delete', { audit: recorded('sale.delete', 'sale:{slug}') }, async (c) => {
    await removeSale(table, c.req.param('slug'))
    return done('/admin/sales?done=deleted')
  })
  return app.pages
}
