import { EmailAddress } from '@lectern/core/identity'
import { type FieldError, type Instant, instantOf, LocalDateTime, wallTimeTrap, Zone } from '@lectern/core/platform'
import { QuoteRequest } from '@lectern/core/registration'
import { readAs } from '../../../forms/errors.ts'
import { rowsOf, type Typed } from '../../../forms/typed.ts'

/** What is simulated: a cart with codes, an address or nobody, and a moment or now. */
export type Asked = { request: QuoteRequest; email: string | undefined; at: Instant | undefined }

const readLines = (typed: Typed, errors: FieldError[]) =>
  rowsOf(typed, 'lines').map((row) => {
    const [sku, quantity] = [typed.text(`${row}.sku`), typed.text(`${row}.quantity`) || '1']
    if (!/^\d{1,4}$/.test(quantity)) errors.push({ path: `${row}.quantity`, message: 'Enter a whole number' })
    return { sku, quantity: /^\d{1,4}$/.test(quantity) ? Number(quantity) : 1 }
  })

const readMoment = (typed: Typed, errors: FieldError[]): Instant | undefined => {
  const [text, zone] = [typed.text('at'), typed.text('zone')]
  if (text === '') return undefined
  // Seconds count here: a sale's edge is tried a second before.
  const [, minute = '', seconds = ':00'] = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(:[0-5]\d)?$/.exec(text) ?? []
  if (!Zone.safeParse(zone).success) {
    errors.push({ path: 'zone', message: 'Choose a time zone' })
    return undefined
  }
  if (!LocalDateTime.safeParse(minute).success) {
    errors.push({ path: 'at', message: 'Enter a date and time like 2024-02-29T23:59:59' })
    return undefined
  }
  if (wallTimeTrap(minute, zone) === 'gap') {
    errors.push({ path: 'at', message: 'That time doesn’t exist on the day clocks change. Pick another.' })
    return undefined
  }
  return `${instantOf(minute, zone).slice(0, 17)}${seconds.slice(1)}Z`
}

/** What a form of the simulator means. @throws Problem invalid, by the paths of the request */
export const readSimulation = (typed: Typed): Asked => {
  const errors: FieldError[] = []
  const lines = readLines(typed, errors)
  if (lines.length === 0) errors.push({ path: 'lines.0.sku', message: 'Add at least one item to the cart' })
  const at = readMoment(typed, errors)
  const address = typed.text('person')
  const email = EmailAddress.safeParse(address)
  if (address !== '' && !email.success)
    errors.push({ path: 'person', message: 'Enter an email address like name@example.com' })
  const country = typed.text('country')
  const shipTo = country === '' ? {} : { shipTo: { country } }
  const request = readAs(QuoteRequest, { lines, codes: typed.list('codes'), ...shipTo }, errors)
  return { request, email: email.success ? email.data : undefined, at }
}

/** The form's field for a path of the request. */
export const simulatorField = (path: string): string =>
  path.startsWith('codes') ? 'codes' : path.startsWith('shipTo') ? 'country' : path.replace(/^(lines\.\d+)$/, '$1.sku')
