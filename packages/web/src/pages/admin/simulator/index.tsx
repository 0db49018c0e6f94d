// The simulator: any cart, anybody, any codes, any moment, with the reason for every cent. Nothing is written or counted.
import { type Actor, actorOf, findPersonByEmail, visitor } from '@lectern/core/identity'
import { invalidInput, localOf, newId, Problem } from '@lectern/core/platform'
import { getPromotion, promotionWindow } from '@lectern/core/pricing'
import { simulateQuote } from '@lectern/core/registration'
import { fieldErrorsOf, wrongField } from '../../../forms/errors.ts'
import { type Declared, declarePages, done, type Refused, recorded, why } from '../../../forms/pages.ts'
import { typedOf } from '../../../forms/typed.ts'
import { type AdminContext, showAdmin } from '../../../layout/admin-page.tsx'
import { organizerZone } from '../../../layout/moments.ts'
import type { SiteServices } from '../../../site.ts'
import { loadChoices } from '../promotions/load-choices.ts'
import { draftOf, edgesOf, momentToTry } from '../promotions/price-carts.ts'
import { Moments, type MomentsProps } from './moments.tsx'
import { readSimulation, simulatorField } from './read-simulation.ts'
import { type Simulated, SimulationResult } from './simulation.tsx'
import { SimulatorForm } from './simulator-form.tsx'

type Buyer = { actor: Actor; who: string }

/** Someone as if they were signed in: whom we know, someone new with that address, or nobody. */
const buyerOf = async ({ table }: SiteServices, email: string | undefined): Promise<Buyer> => {
  if (email === undefined) return { actor: visitor, who: 'For someone who isn’t signed in.' }
  const person = await findPersonByEmail(table, email)
  if (person) return { actor: { ...actorOf(person, 'session'), admin: false }, who: `For ${person.name} (${email}).` }
  const actor = { kind: 'person', id: newId('person'), email, name: '', admin: false, via: 'session' } as const
  return { actor, who: `For someone new who signed in as ${email}.` }
}

/** Whatever refuses a cart is about its first line, unless it says which. */
const refuseLines = (error: unknown): never => {
  if (!(error instanceof Problem) || error.kind === 'unavailable') throw error
  const errors = fieldErrorsOf(error)
  throw errors.length > 0 ? invalidInput(errors) : wrongField('lines.0.sku', error.message)
}

type Shown = Partial<Refused> & { result?: Simulated; moments?: MomentsProps }

export const simulatorPages = (services: SiteServices): Declared[] => {
  const { table } = services
  const show = async (c: AdminContext, { result, moments, ...shown }: Shown) =>
    showAdmin(
      c,
      table,
      {
        title: 'Try a price',
        nav: 'promotions',
        about: 'See what a cart costs for anyone at any time, with the same rules as checkout. Nothing is ordered.',
        ...shown,
      },
      <>
        {moments && <Moments {...moments} />}
        <SimulatorForm choices={await loadChoices(table)} />
        {result && <SimulationResult {...result} />}
      </>,
    )

  const app = declarePages({ who: 'admin', at: '/admin/simulator', again: show, field: simulatorField })

  app.page('/', { audit: why.impersonal }, async (c) => {
    const id = c.req.query('promotion')
    if (id === undefined) return show(c, { typed: typedOf({ zone: organizerZone() }) })
    const promotion = await getPromotion(table, id)
    const { from, until } = promotionWindow(promotion)
    const zone = promotion.window?.zone ?? organizerZone()
    const edges = edgesOf(promotion)
    const asked = edges.find(({ name }) => name === c.req.query('moment'))
    const at = asked?.at ?? momentToTry(draftOf(promotion, promotion, c.var.now), c.var.now)
    const typed = typedOf({
      zone,
      codes: promotion.code,
      at: from === undefined && until === undefined ? '' : localOf(at, zone),
    })
    return show(c, { typed, moments: { promotion, edges, asked: asked?.name } })
  })

  app.form('/', { audit: recorded('person.quote', 'quotes') }, async (c, typed) => {
    const { request, email, at = c.var.now } = readSimulation(typed)
    const { actor, who } = await buyerOf(services, email)
    const simulation = await simulateQuote(table, request, actor, at).catch(refuseLines)
    const result = { ...simulation, at, zone: typed.text('zone') || organizerZone(), who }
    return done(await show(c, { typed, result }))
  })
  return app.pages
}
