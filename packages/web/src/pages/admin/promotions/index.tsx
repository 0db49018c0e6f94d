// Promotions: a list with where each stands, an editor that prices three carts, and what else is done to one.

import { type Instant, Problem } from '@lectern/core/platform'
import {
  changePromotion,
  checkPromotion,
  getPromotion,
  listAutomaticPromotions,
  type NewPromotion,
  type Promotion,
  savePromotion,
} from '@lectern/core/pricing'
import { Breadcrumbs } from '../../../components/breadcrumbs.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { type Errors, errorsOf, noErrors, refusalOf } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, nothing, recorded, why } from '../../../forms/pages.ts'
import { readFormData } from '../../../forms/read-form.ts'
import { readTyped, type Typed, typedFrom } from '../../../forms/typed.ts'
import { type AdminContext, showAdmin } from '../../../layout/admin-page.tsx'
import { organizerZone } from '../../../layout/moments.ts'
import { listPage } from '../../../lists/list-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { actPages, flashFor, listFlash, personOf } from './acts.tsx'
import { addressPages } from './addresses.tsx'
import { showChanges } from './changes.tsx'
import { codePages } from './codes.tsx'
import { promotionList, standingsOf } from './list-promotions.tsx'
import { loadChoices } from './load-choices.ts'
import { draftOf, priceCarts } from './price-carts.ts'
import { PromotionForm } from './promotion-form.tsx'
import { PromotionPage } from './promotion-page.tsx'
import { changesTo, promotionField, readPromotion, valuesOf } from './read-promotion.ts'
import { reportPages } from './report.tsx'

const newPromotion = (): Typed =>
  typedFrom([
    ['how', 'code'],
    ['benefit', 'percent'],
    ['scope', 'everything'],
    ['audience', 'everyone'],
    ['zone', organizerZone()],
  ])

const statusOf = (error: unknown): 400 | 409 => (error instanceof Problem && error.kind === 'conflict' ? 409 : 400)

/** A refusal by the form's fields; that a code is taken is about the code. */
const errorsIn = (error: unknown): Errors =>
  error instanceof Problem && error.code === 'pricing.code-taken'
    ? new Map([['code', error.message]])
    : errorsOf(refusalOf(error), promotionField)

type Shown = {
  saved?: Promotion | undefined
  errors?: Errors
  /** What three carts are priced with. */
  terms?: NewPromotion | undefined
  status?: 400 | 409
  /** What was typed for a copy, and what is wrong with it. */
  copy?: { typed: Typed; errors: Errors }
}

export const promotionPages = (services: SiteServices): Declared[] => {
  const { table } = services
  const app = declarePages({ who: 'admin', at: '/admin/promotions' })

  const showForm = async (
    c: AdminContext,
    typed: Typed,
    { saved, errors = noErrors, terms, status, copy }: Shown = {},
  ) => {
    const { now } = c.var
    const [choices, automatic, standings] = await Promise.all([
      loadChoices(table),
      terms ? listAutomaticPromotions(table) : [],
      saved ? standingsOf(table, [saved], now) : [],
    ])
    const promotion = terms && draftOf(terms, saved, now)
    const shown = promotion && { promotion, preview: priceCarts(promotion, automatic, choices, now) }
    const form = <PromotionForm typed={typed} errors={errors} choices={choices} saved={saved} shown={shown} />
    const [standing] = standings
    const view = {
      title: saved?.title ?? 'New promotion',
      nav: 'promotions',
      status,
      flash: flashFor(c, saved),
      errors: copy?.errors ?? errors,
    } as const
    return showAdmin(
      c,
      table,
      view,
      standing ? (
        <PromotionPage standing={standing} copy={copy?.typed}>
          {form}
        </PromotionPage>
      ) : (
        <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
          <Breadcrumbs trail={[{ href: '/admin/promotions', label: 'Promotions' }, { label: 'New promotion' }]} />
          <PageHeading size="work" title="New promotion" />
          {form}
        </div>
      ),
    )
  }

  /** Reads the form and does with it what its button says: shows prices, or saves by `save` and leads to the promotion. */
  const take = async (
    c: AdminContext,
    saved: Promotion | undefined,
    save: (terms: NewPromotion, now: Instant, by: string | undefined) => Promise<Promotion>,
  ) => {
    const typed = await readTyped(c)
    const read = readPromotion(typed, saved)
    if (!read.ok)
      return again(showForm(c, typed, { saved, errors: errorsOf(read.errors, promotionField), status: 400 }))
    try {
      checkPromotion(read.value)
      if (typed.text('intent') !== 'save') return again(await showForm(c, typed, { saved, terms: read.value }))
      const { id, version } = await save(read.value, c.var.now, personOf(c))
      if (saved?.version === version) return nothing(`/admin/promotions/${id}?done=same`)
      return done(`/admin/promotions/${id}?done=${saved ? 'saved' : 'made'}`)
    } catch (error) {
      return again(showForm(c, typed, { saved, errors: errorsIn(error), status: statusOf(error) }))
    }
  }

  app.page('/', { audit: why.impersonal }, listPage(table, promotionList(table, listFlash)))
  app.page('/new', { audit: why.impersonal }, (c) => showForm(c, newPromotion()))
  app.form('/new', { audit: recorded('promotion.create', '{made}') }, (c) =>
    take(c, undefined, (terms, now, by) => savePromotion(table, terms, now, by)),
  )

  app.page('/:id', { audit: why.impersonal }, async (c) => {
    const saved = await getPromotion(table, c.req.param('id'))
    return showForm(c, valuesOf(saved), { saved, terms: saved })
  })

  app.form('/:id', { audit: recorded('promotion.change', '{id}') }, async (c) => {
    const saved = await getPromotion(table, c.req.param('id'))
    const sent = await readFormData(c)
    return take(c, saved, (terms, now, by) => {
      if (sent.get('version') !== String(saved.version)) {
        const message = 'Someone else just edited this promotion. Reload it, then make your change.'
        throw new Problem('conflict', 'pricing.promotion-changed', message)
      }
      return changePromotion(table, saved.id, changesTo(terms), now, by)
    })
  })

  app.page('/:id/changes', { audit: why.impersonal }, (c) => showChanges(c, table))
  return [
    ...app.pages,
    ...actPages(table, (c, saved, refused) => showForm(c, valuesOf(saved), { ...refused, saved, terms: saved })),
    ...[codePages, addressPages, reportPages].flatMap((pages) => pages(services)),
  ]
}
