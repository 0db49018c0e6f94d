import { keyOf, type Seen, type SeenForm } from './crawl.ts'
import type { Field } from './forms.ts'
import { exceeded, spoilt } from './json.ts'
import {
  nastyBodies,
  nastyHeaders,
  nastyParts,
  nastyQueries,
  nastyQueryValues,
  nastyTexts,
  takingTurns,
} from './nasty.ts'
import type { Operation } from './operations.ts'
import { addressOf, type Route } from './routes.ts'
import type { Sent } from './send.ts'
import type { World } from './world.tsx'

/** How many names of queries were tried: each gets another value. */
let asked = 0

type By = { headers: Record<string, string>; what: string }

const [someTexts, someParts, someQueries, someHeaders, someBodies] = [
  takingTurns(nastyTexts, 1),
  takingTurns(nastyParts, 1),
  takingTurns(nastyQueries, 1),
  // There are so many headers that each gets one value, another everywhere.
  takingTurns(nastyHeaders, 1, 0, 1),
  takingTurns(nastyBodies, 1),
]

/** An address with something that can hardly be there in place of each of its names. */
export const wrongAddresses = function* (route: Route, there: World['there'], by: By): Generator<Sent> {
  for (const name of route.names) {
    for (const part of someParts())
      yield { method: route.method, address: addressOf(route, there, { name, part }), ...by }
  }
}

/** An address with each name of its query wrong, doubled or turned round, and with queries that no page of ours makes. */
export const wrongQueries = function* (address: string, names: Iterable<string>, by: By): Generator<Sent> {
  const [path = '', search = ''] = address.split('?')
  for (const name of names) {
    const rest = new URLSearchParams(search)
    rest.delete(name)
    asked += 1
    for (const value of takingTurns(nastyQueryValues(name), 1, asked)()) {
      yield { method: 'GET', address: `${path}?${rest}&${name}=${value}`, ...by }
    }
  }
  for (const query of someQueries()) yield { method: 'GET', address: `${path}?${query}`, ...by }
}

/** A request with each of some headers wrong. */
export const wrongHeaders = function* (sent: Sent, names: Iterable<string>): Generator<Sent> {
  for (const name of names) {
    for (const value of someHeaders()) {
      yield { ...sent, headers: { ...sent.headers, [name]: value }, what: `${sent.what} ${name}: ${value}` }
    }
  }
}

/** A cookie of each name, wrong, beside those that are right. */
export const wrongCookies = function* (sent: Sent, names: Iterable<string>): Generator<Sent> {
  for (const name of names) {
    for (const value of someHeaders()) {
      const rest = (sent.headers?.cookie ?? '').split('; ').filter((pair) => !pair.startsWith(`${name}=`))
      const cookie = [...rest, `${name}=${value}`].join('; ')
      yield { ...sent, headers: { ...sent.headers, cookie }, what: `${sent.what} cookie ${name}=${value}` }
    }
  }
}

/** A body that is none, and one of a kind that is not taken. */
export const wrongBodies = function* (sent: Sent, types: readonly string[]): Generator<Sent> {
  for (const type of types) {
    for (const body of someBodies()) {
      yield { ...sent, headers: { ...sent.headers, 'content-type': type }, body, what: `${sent.what} as ${type}` }
    }
  }
}

const paramsOf = (fields: readonly Field[]): URLSearchParams =>
  new URLSearchParams(fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])))

/** A form as its page shows it, then with each of its fields wrong, missing or doubled; of rows alike, in the first. */
export const spoiltForms = function* (form: SeenForm, address: string, headers: By['headers']): Generator<Sent> {
  const sent = { method: 'POST', address, headers, what: form.who }
  yield { ...sent, body: paramsOf(form.fields) }
  const known = new Set<string>()
  for (const { name, value } of form.fields) {
    const family = name.replace(/\d+/, '#')
    if (known.has(family)) continue
    known.add(family)
    const rest = form.fields.filter((field) => field.name !== name)
    for (const text of someTexts()) {
      yield { ...sent, body: paramsOf([...rest, { name, value: text }]), what: `${form.who} ${name} wrong` }
    }
    yield known.size % 2 === 0
      ? { ...sent, body: paramsOf(rest), what: `${form.who} ${name} missing` }
      : {
          ...sent,
          body: paramsOf([...form.fields, { name, value: `${value ?? ''}x` }]),
          what: `${form.who} ${name} doubled`,
        }
  }
}

/** A body of an operation with each of its properties wrong, missing or too many. */
export const spoiltBodies = function* ({ route, address, body }: Operation, { headers, what }: By): Generator<Sent> {
  if (!body) return
  const sent = { method: route.method, address, headers: { ...headers, 'content-type': 'application/json' } }
  for (const one of [...spoilt(body.usual), ...exceeded(body.usual, body.properties)]) {
    yield { ...sent, what: `${what} ${one.place}`, body: JSON.stringify(one.body) }
  }
}

/** What is asked of a page by its links and forms, besides what every page understands. */
export const queryNames = ({ queries }: Seen, route: Route): string[] => [
  ...new Set(['done', ...(queries.get(keyOf(route)) ?? [])]),
]
