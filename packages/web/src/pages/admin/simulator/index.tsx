// The simulator: any cart, anybody, any codes, any moment, with the reason for every cent. Nothing is written or counted.
import { type Actor, actorOf, findPersonByEmail, visitor } from '@lectern/core/identity'
import { localOf, newId, Problem } from '@lectern/core/platform'
import { getPromotion, promotionWindow } from '@lectern/core/pricing'
import { simulateQuote } from '@lectern/core/registration'
import { PageHeading } from '../../../components/page-heading.tsx'
import { type Errors, errorsOf, noErrors } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, recorded, why } from '../../../forms/pages.ts'
import { type Typed, typedFrom } from '../../../forms/typed.ts'
import { type AdminContext, showAdmin } from '../../../layout/admin-page.tsx'
import { organizerZone } from '../../../layout/moments.ts'
import type { SiteServices } from '../../../site.ts'
import { loadChoices } from '../promotions/load-choices.ts'
import { draftOf, momentToTry } from '../promotions/price-carts.ts'
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

/** What is wrong when a cart names what is not on sale. */
const refusedLines = (error: unknown): Errors => {
  if (!(error instanceof Problem) || error.kind === 'unavailable') throw error
  const errors = error.details.errors
  return Array.isArray(errors) && errors.length > 0
    ? errorsOf(errors, simulatorField)
    : new Map([['lines.0.sku', error.message]])
}

export const simulatorPages = (services: SiteServices): Declared[] => {
  const { table } = services
  const app = declarePages({ who: 'admin', at: '/admin/simulator' })

  const show = async (
    c: AdminContext,
    typed: Typed,
    { errors = noErrors, result, status }: { errors?: Errors; result?: Simulated; status?: 400 } = {},
  ) =>
    showAdmin(
      c,
      table,
      { title: 'Try a price', nav: 'promotions', status, errors },
      <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
        <PageHeading size="work" title="Try a price">
          See what a cart costs for anyone at any time, with the same rules as checkout. Nothing is ordered.
        </PageHeading>
        <SimulatorForm typed={typed} choices={await loadChoices(table)} />
        {result && <SimulationResult {...result} />}
      </div>,
    )

  app.page('/', { audit: why.impersonal }, async (c) => {
    const id = c.req.query('promotion')
    if (id === undefined) return show(c, typedFrom([['zone', organizerZone()]]))
    const promotion = await getPromotion(table, id)
    const { from, until } = promotionWindow(promotion)
    const zone = promotion.window?.zone ?? organizerZone()
    const at = momentToTry(draftOf(promotion, promotion, c.var.now), c.var.now)
    return show(
      c,
      typedFrom([
        ['zone', zone],
        ['codes', promotion.code ?? ''],
        ['at', from === undefined && until === undefined ? '' : localOf(at, zone)],
      ]),
    )
  })

  app.form('/', { audit: recorded('person.quote', 'quotes') }, async (c, typed) => {
    const read = readSimulation(typed)
    if (!read.ok) return again(show(c, typed, { errors: errorsOf(read.errors, simulatorField), status: 400 }))
    const { request, email, at = c.var.now } = read.value
    const { actor, who } = await buyerOf(services, email)
    try {
      const simulation = await simulateQuote(table, request, actor, at)
      return done(
        await show(c, typed, { result: { ...simulation, at, zone: typed.text('zone') || organizerZone(), who } }),
      )
    } catch (error) {
      return again(show(c, typed, { errors: refusedLines(error), status: 400 }))
    }
  })
  return app.pages
}
