import { wrongParameter } from './refusal.ts'
import type { Kind, ObjectStore } from './store.ts'

const kinds: Record<string, Kind> = {
  'checkout.session': 'checkout.session',
  payment_intent: 'payment_intent',
  latest_charge: 'charge',
  charge: 'charge',
  customer: 'customer',
  subscription: 'subscription',
  invoice: 'invoice',
  latest_invoice: 'invoice',
}

/** How objects look from outside: references as ids, unless asked to expand them. */
export const renderer = (options: { store: ObjectStore; siteUrl: () => string }) => {
  const { store } = options

  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value)

  /**
   * An object as Stripe shows it: a session with its address while it is open, and without its lines; an invoice with the
   * page on which it is paid, from when it is final.
   */
  const shown = (object: object): object => {
    if (!isObject(object)) return object
    if (object.object === 'checkout.session') {
      const { line_items: _, ...rest } = object
      return { ...rest, url: object.status === 'open' ? `${options.siteUrl()}/local/checkout/${object.id}` : null }
    }
    if (object.object === 'billing_portal.session') {
      return { ...object, url: `${options.siteUrl()}/local/portal/${object.id}` }
    }
    if (object.object !== 'invoice' || object.status === 'draft') return object
    const page = `${options.siteUrl()}/local/invoices/${object.id}`
    return { ...object, hosted_invoice_url: page, invoice_pdf: page }
  }

  const expandOne = (object: Record<string, unknown>, path: string[], whole: string): Record<string, unknown> => {
    const [name, ...rest] = path
    if (name === undefined) return object
    const refuse = () => wrongParameter(undefined, 'expand', `This property cannot be expanded (${whole}).`)
    if (name === 'line_items' && object.object === 'checkout.session') {
      const lines = store.find('checkout.session', String(object.id))?.line_items
      return { ...object, line_items: lines }
    }
    if (name === 'payments' && object.object === 'invoice') {
      const { data } = store.list('invoice_payment', { where: { invoice: String(object.id) }, limit: 10 })
      return { ...object, payments: { object: 'list', data, has_more: false, url: '/v1/invoice_payments' } }
    }
    const kind = kinds[name]
    if (kind === undefined || !(name in object)) throw refuse()
    const value = object[name]
    if (value === null) return object
    const inner: unknown = typeof value === 'string' ? store.find(kind, value) : value
    if (!isObject(inner)) throw refuse()
    return { ...object, [name]: expandOne({ ...shown(inner) }, rest, whole) }
  }

  /** Replaces the references that `expand` names, at up to four levels, by what they refer to. */
  const expand = (object: object, names: readonly string[] | undefined): object =>
    (names ?? []).reduce<Record<string, unknown>>(
      (expanded, name) => expandOne(expanded, name.split('.').slice(0, 4), name),
      { ...shown(object) },
    )

  /** The same for a list, whose names start with `data.`. */
  const list = (
    url: string,
    page: { data: readonly object[]; hasMore: boolean },
    names: readonly string[] | undefined,
  ): object => {
    const inner = (names ?? []).map((name) => {
      if (!name.startsWith('data.')) {
        throw wrongParameter(
          undefined,
          'expand',
          `This property cannot be expanded (${name}). You may want to try data.${name}.`,
        )
      }
      return name.slice('data.'.length)
    })
    return { object: 'list', data: page.data.map((item) => expand(item, inner)), has_more: page.hasMore, url }
  }

  return { shown, expand, list }
}

export type Renderer = ReturnType<typeof renderer>
