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
import { again, type Declared, declarePages, done, nothing, type Refused, recorded, why } from '../../../forms/pages.ts'
import { type Typed, typedFrom, typedOf } from '../../../forms/typed.ts'
import { type AdminContext, partOf, personOf, showAdmin } from '../../../layout/admin-page.tsx'
import { organizerZone } from '../../../layout/moments.ts'
import { listPage } from '../../../lists/list-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { actPages, flashFor, listFlash } from './acts.tsx'
import { addressPages } from './addresses.tsx'
import { showChanges } from './changes.tsx'
import { codePages } from './codes.tsx'
import { promotionList, standingsOf } from './list-promotions.tsx'
import { loadChoices } from './load-choices.ts'
import { draftOf, priceCarts } from './price-carts.ts'
import { PromotionForm } from './promotion-form.tsx'
import { PromotionPage, promotionHead } from './promotion-page.tsx'
import { changesTo, promotionField, readPromotion, valuesOf } from './read-promotion.ts'
import { reportPages } from './report.tsx'

const newPromotion = (): Typed =>
  typedOf({ how: 'code', benefit: 'percent', scope: 'everything', audience: 'everyone', zone: organizerZone() })

type Shown = Partial<Refused> & {
  saved?: Promotion | undefined
  /** What three carts are priced with. */
  terms?: NewPromotion | undefined
}

export const promotionPages = (services: SiteServices): Declared[] => {
  const { table } = services

  const showForm = async (c: AdminContext, { saved, terms, ...shown }: Shown) => {
    const { now } = c.var
    const [choices, automatic, standings] = await Promise.all([
      loadChoices(table),
      terms ? listAutomaticPromotions(table) : [],
      saved ? standingsOf(table, [saved], now) : [],
    ])
    const promotion = terms && draftOf(terms, saved, now)
    const priced = promotion && { promotion, preview: priceCarts(promotion, automatic, choices, now) }
    const form = <PromotionForm choices={choices} saved={saved} shown={priced} />
    const [standing] = standings
    const view = { nav: 'promotions', flash: flashFor(c, saved), ...shown } as const
    if (standing) {
      const page = <PromotionPage standing={standing}>{form}</PromotionPage>
      return showAdmin(c, table, { ...promotionHead(standing, choices.plans), ...view }, page)
    }
    const title = 'New promotion'
    const trail = [{ href: '/admin/promotions', label: 'Promotions' }, { label: title }]
    return showAdmin(c, table, { title, trail, ...view }, form)
  }

  const saved = async (c: AdminContext): Promise<Promotion | undefined> => {
    const id = c.req.param('id')
    return id === undefined ? undefined : getPromotion(table, id)
  }

  /** That a code is taken is about the code. */
  const showAgain = async (c: AdminContext, { problem, ...refused }: Refused) => {
    const taken = problem.code === 'pricing.code-taken'
    const errors = taken ? new Map([['code', problem.message]]) : refused.errors
    return showForm(c, { ...refused, errors, saved: await saved(c) })
  }

  /** Shows a promotion as it is saved, with what refuses something else that is done to it. */
  const showBeside = async (c: AdminContext, { typed, ...refused }: Partial<Refused>) => {
    const promotion = await getPromotion(table, partOf(c, 'id'))
    const both = typedFrom([...valuesOf(promotion).entries(), ...(typed?.entries() ?? [])])
    return showForm(c, { ...refused, typed: both, saved: promotion, terms: promotion })
  }

  const app = declarePages({ who: 'admin', at: '/admin/promotions', again: showAgain, field: promotionField })

  /** Does with the form what its button says: shows prices, or saves by `save` and leads to the promotion. */
  const take = async (
    c: AdminContext,
    typed: Typed,
    saved: Promotion | undefined,
    save: (terms: NewPromotion, now: Instant, by: string | undefined) => Promise<Promotion>,
  ) => {
    const terms = readPromotion(typed, saved)
    checkPromotion(terms)
    if (typed.text('intent') !== 'save') return again(showForm(c, { typed, saved, terms }))
    const { id, version } = await save(terms, c.var.now, personOf(c))
    if (saved?.version === version) return nothing(`/admin/promotions/${id}?done=same`)
    return done(`/admin/promotions/${id}?done=${saved ? 'saved' : 'made'}`)
  }

  app.page('/', { audit: why.impersonal }, listPage(table, promotionList(table, listFlash)))
  app.page('/new', { audit: why.impersonal }, (c) => showForm(c, { typed: newPromotion() }))
  app.form('/new', { audit: recorded('promotion.create', '{made}') }, (c, typed) =>
    take(c, typed, undefined, (terms, now, by) => savePromotion(table, terms, now, by)),
  )

  app.page('/:id', { audit: why.impersonal }, async (c) => {
    const saved = await getPromotion(table, c.req.param('id'))
    return showForm(c, { typed: valuesOf(saved), saved, terms: saved })
  })

  app.form('/:id', { audit: recorded('promotion.change', '{id}') }, async (c, typed) => {
    const saved = await getPromotion(table, c.req.param('id'))
    return take(c, typed, saved, (terms, now, by) => {
      if (typed.text('version') !== String(saved.version)) {
        const message = 'Someone else just edited this promotion. Reload it, then make your change.'
        throw new Problem('conflict', 'pricing.promotion-changed', message)
      }
      return changePromotion(table, saved.id, changesTo(terms), now, by)
    })
  })

  app.page('/:id/changes', { audit: why.impersonal }, (c) => showChanges(c, table))
  return [
    ...app.pages,
    ...actPages(table, showBeside),
    ...[codePages, addressPages, reportPages].flatMap((pages) => pages(services)),
  ]
}
