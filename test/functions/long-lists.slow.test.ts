import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actorOf, createApiKey, ensurePerson, makeAdmin } from '@lectern/core/identity'
import { deriveToken, instantFromDate } from '@lectern/core/platform'
import { importInvited, NewPromotion, savePromotion } from '@lectern/core/pricing'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { bundleOptions } from '../../packages/functions/build.ts'
import { buildCloud } from './support/cloud.ts'
import { type LambdaFunction, startFunction } from './support/lambda.ts'
import { textOf, type UrlAnswer, urlEvent } from './support/url-event.ts'

const secret = 'a secret of the tests, long enough'
const sixMegabytes = 6 * 1024 * 1024

let folder: string
let lists: LambdaFunction
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-lists-'))
  const entry = join(import.meta.dirname, 'support/long-list.ts')
  const outdir = join(folder, 'list')
  await build({ ...bundleOptions, entryPoints: { index: entry }, outdir })
  lists = await startFunction('list', join(outdir, 'index.mjs'), { LECTERN_SECRET: secret })
})
afterAll(async () => {
  await lists.stop()
  await rm(folder, { recursive: true, force: true })
})

const ask = (path: string): Promise<UrlAnswer> =>
  lists.invoke<UrlAnswer>(urlEvent('GET', path, { headers: { 'x-lectern-front': deriveToken(secret, 'front') } }))

/** The end of a whole file; see `csvText`. */
const wholeEnd = /[^\n]\r\n\r\n$/

describe('lists that are longer than an answer of Lambda in one piece', () => {
  test('200,000 rows leave whole', async () => {
    const answer = await ask('/list?rows=200000')
    const text = textOf(answer)

    expect(answer).toMatchObject({ statusCode: 200, broken: false })
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(Buffer.byteLength(text)).toBeGreaterThan(sixMegabytes)
    expect(text.trimEnd().split('\r\n')).toHaveLength(200_001)
    expect(text).toContain('\r\n199999,')
    expect(text).toMatch(wholeEnd)
  })

  test('a list that fails in the middle is broken off, and nothing in it looks like an end', async () => {
    const answer = await ask('/list?rows=200000&fails=150000')

    expect(answer.broken).toBe(true)
    expect(textOf(answer)).not.toMatch(wholeEnd)
    expect(textOf(answer)).not.toContain('150000,')
  })

  test('the process goes on to answer after a list that failed', async () => {
    await ask('/list?rows=200&fails=100')

    expect(textOf(await ask('/list?rows=100'))).toMatch(wholeEnd)
  })

  test('the API gives out its own lists so, and refuses a wrong cursor before the first byte', async () => {
    const built = await buildCloud(['api'], inject('dynamoEndpoint'))
    const cloud = await built.open()
    onTestFinished(async () => void (await Promise.all([cloud.stop(), built.remove()])))
    const now = instantFromDate(new Date())
    const person = await ensurePerson(cloud.table, { email: 'ada@example.com', name: 'Ada' }, now)
    await makeAdmin(cloud.table, person.email, now)
    const { key } = await createApiKey(
      cloud.table,
      actorOf(person, 'session'),
      { title: 'lists', scopes: ['read', 'admin'], days: 30 },
      now,
    )
    const terms = { title: 'Invited', trigger: 'automatic', benefit: { type: 'free' }, scope: { everything: true } }
    const promotion = await savePromotion(
      cloud.table,
      NewPromotion.parse({ ...terms, audience: { type: 'imported' } }),
      now,
    )
    // More than one page.
    const addresses = Array.from({ length: 1100 }, (_, at) => `person-${at}@example.com`)
    await importInvited(cloud.table, promotion.id, addresses.join('\n'), now)
    const list = (query: string) =>
      cloud.ask('api', 'GET', `/api/admin/promotions/${promotion.id}/addresses?format=csv${query}`, {
        headers: { authorization: `Bearer ${key}` },
      })

    const whole = await list('')
    const wrong = await list('&cursor=nonsense')

    expect(whole).toMatchObject({ statusCode: 200, broken: false })
    expect(textOf(whole).trimEnd().split('\r\n')).toHaveLength(1101)
    expect(textOf(whole)).toMatch(wholeEnd)
    expect(wrong.statusCode).toBe(400)
    expect(JSON.parse(textOf(wrong))).toMatchObject({ code: 'input.bad-cursor' })
  })
})
