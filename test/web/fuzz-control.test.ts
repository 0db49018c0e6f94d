import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { SeenForm } from '../support/fuzz/crawl.ts'
import { formsOf } from '../support/fuzz/forms.ts'
import { routesOf } from '../support/fuzz/routes.ts'
import { faultsOf, type Target } from '../support/fuzz/send.ts'
import { spoiltBodies, spoiltForms, wrongAddresses, wrongHeaders, wrongQueries } from '../support/fuzz/sends.ts'

/** An app in which every kind of input has a value that it fails on. */
const careless = new Hono()
  .get('/named/:name', (c) => c.text(decodeURIComponent(c.req.url.split('/').at(-1) ?? '')))
  .get('/asked', (c) => c.text(String(1 / Number(BigInt(c.req.query('count') ?? 1)))))
  .get('/headed', (c) => c.text(JSON.parse(c.req.header('x-terms') ?? '1')))
  .post('/said', async (c) => c.text(encodeURIComponent((await c.req.json()).name)))
  .post('/sent', async (c) => {
    const words = new URLSearchParams(await c.req.text()).get('words') ?? ''
    return c.text(encodeURIComponent(words.slice(0, 100)))
  })
  .post('/api/uncoded', (c) => c.body('no', 400))
  .get('/logged', (c) => {
    logged.push('a failure that nobody was told of')
    return c.text('fine')
  })

careless.onError((_, c) => c.text('failed', 500))

const logged: string[] = []
const target: Target = {
  request: async (path, init) => careless.request(path, init),
  alarms: () => logged.splice(0),
  rewind: async () => {},
  origin: '',
}
const by = { headers: {}, what: 'someone' }
const [named] = routesOf([careless])
const get = (address: string) => ({ method: 'GET', address, what: '' })

/** Tries as often as all tests together try a kind of input, so that every value has its turn. */
const often = function* <T>(sends: () => Iterable<T>): Generator<T> {
  for (let round = 0; round < 40; round += 1) yield* sends()
}

describe('control: the fuzz finds', () => {
  test('a name in an address that breaks', async () => {
    if (!named) throw new Error('no route')
    const faults = await faultsOf(target, () => often(() => wrongAddresses(named, {}, by)))
    expect(faults.join('\n')).toContain('GET /named/%')
  })

  test('a word in a query that breaks', async () => {
    const faults = await faultsOf(target, () => often(() => wrongQueries('/asked', ['count'], by)))
    expect(faults.join('\n')).toContain('count=')
  })

  test('a header that breaks', async () => {
    const faults = await faultsOf(target, () => often(() => wrongHeaders(get('/headed'), ['x-terms'])))
    expect(faults.join('\n')).toContain('x-terms')
  })

  test('half an emoji in a body, and nothing in what is taken as it should be', async () => {
    const route = { method: 'POST', path: '/said', names: [], pattern: /^\/said$/ }
    const operation = {
      route,
      address: '/said',
      query: [],
      headers: [],
      body: { usual: { name: 'Ada' }, properties: [] },
    }
    const faults = await faultsOf(target, () => often(() => spoiltBodies(operation, by)))
    expect(faults.join('\n')).toContain('\\ud83d')
    expect(await faultsOf(target, () => [{ ...get('/said'), method: 'POST', body: '{"name":"Ada"}' }])).toEqual([])
  })

  test('a field that is cut through an emoji', async () => {
    const html = '<form method="post" action="/sent"><input name="words" value="some"><button>Send</button></form>'
    const route = { method: 'POST', path: '/sent', names: [], pattern: /^\/sent$/ }
    const forms = formsOf(html, '/').map((form): SeenForm => ({ ...form, who: 'visitor', route }))
    expect(forms[0]?.fields).toEqual([{ name: 'words', value: 'some' }])
    const faults = await faultsOf(target, () =>
      often(() => forms.flatMap((form) => [...spoiltForms(form, '/sent', {})])),
    )
    expect(faults.join('\n')).toContain('words wrong')
  })

  test('a refusal of the API without a code, and a failure that was only logged', async () => {
    expect(await faultsOf(target, () => [{ ...get('/api/uncoded'), method: 'POST' }])).toEqual([
      expect.stringContaining('400 without a code'),
    ])
    expect(await faultsOf(target, () => [get('/logged')])).toEqual([expect.stringContaining('nobody was told of')])
  })
})
