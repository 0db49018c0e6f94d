import { listGrants, pendingRevoke } from '@lectern/core/access'
import { editProduct } from '@lectern/core/catalog'
import { visitor } from '@lectern/core/identity'
import { listTitlesFor, openFile, type Reader } from '@lectern/core/materials'
import { endMembership, grantMembership } from '@lectern/core/membership'
import { addSeconds } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'
import { aPerson, committed, minutes, start } from '../../support/build.ts'
import { until } from '../../support/local-platform.ts'
import { aBook, give, openFileStore, uploaded } from '../../support/materials.ts'
import { freshTable } from '../../support/table.ts'

const secret = 'a secret of the tests'
const openDesk = async () => ({ table: await freshTable(), files: await openFileStore(), secret })

const outcome = (desk: Awaited<ReturnType<typeof openDesk>>, id: string, reader: Reader, now = start) =>
  openFile(desk, id, reader, now).then(
    () => 'open',
    (error: { code?: string }) => error.code ?? error,
  )

describe('a file is opened', () => {
  test('by its buyer, by a link of minutes that gives it as an attachment under its own name', async () => {
    const desk = await openDesk()
    const product = await aBook(desk.table)
    const file = await uploaded(desk, product, {
      edition: '3.0',
      filename: 'Dienste für „alle“ 100%.pdf',
      body: 'words',
    })
    const ada = await aPerson(desk.table, 'ada@example.com')
    await give(desk.table, ada.id, 'month:e-book')

    const { url } = await openFile(desk, file.id, { actor: ada }, start)
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('300')
    const got = await fetch(url)
    expect([got.status, await got.text(), got.headers.get('content-type')]).toEqual([200, 'words', 'application/pdf'])
    expect(got.headers.get('content-disposition')).toBe(
      `attachment; filename="Dienste fur _alle_ 100_.pdf"; filename*=UTF-8''Dienste%20f%C3%BCr%20%E2%80%9Ealle%E2%80%9C%20100%25.pdf`,
    )
    const changed = [
      url.replace('attachment', 'inline'),
      url.replace('X-Amz-Expires=300', 'X-Amz-Expires=9000'),
      url.replace(file.key, 'materials/titles/month/other'),
    ]
    expect((await Promise.all(changed.map((one) => fetch(one)))).map(({ status }) => status)).toEqual([403, 403, 403])
  })

  test('and its link is refused by the store when its time is over', async () => {
    const desk = await openDesk()
    const file = await uploaded(desk, await aBook(desk.table), { edition: '3.0' })
    const url = await desk.files.signDownload({ ...file, seconds: 1 })
    const refused = await until(async () => {
      const answer = await fetch(url)
      return answer.status === 200 ? undefined : { status: answer.status, words: await answer.text() }
    })
    expect(refused.status).toBe(403)
    expect(refused.words).toContain('Request has expired')
  })

  test('by nobody else: not by a visitor, another person, a buyer of another format, or anyone who gave it back', async () => {
    const desk = await openDesk()
    const product = await aBook(desk.table)
    const file = await uploaded(desk, product, { edition: '3.0' })
    const [ada, bob, admin] = await Promise.all([
      aPerson(desk.table, 'ada@example.com'),
      aPerson(desk.table, 'bob@example.com'),
      aPerson(desk.table, 'karl@example.com'),
    ])
    await give(desk.table, ada.id, 'month:e-book')
    await give(desk.table, bob.id, 'month:audio')
    expect(await outcome(desk, file.id, { actor: visitor })).toBe('identity.sign-in-needed')
    expect(await outcome(desk, file.id, { actor: bob })).toBe('not-found')
    expect(await outcome(desk, 'fil_none', { actor: ada })).toBe('not-found')
    expect(await outcome(desk, file.id, { actor: ada })).toBe('open')
    expect(await outcome(desk, file.id, { actor: { ...admin, admin: true } })).toBe('open')

    const [grant] = await listGrants(desk.table, ada.id)
    expect(grant).toEqual({
      personId: ada.id,
      what: 'title:month:e-book',
      source: 'purchase',
      sourceId: 'ord_1',
      grantedAt: start,
    })
    await committed(desk.table, grant ? [pendingRevoke(desk.table, grant)] : [])
    expect(await outcome(desk, file.id, { actor: ada })).toBe('not-found')
  })

  test('by members when membership includes the title, as long as it lives', async () => {
    const desk = await openDesk()
    const product = await aBook(desk.table, { includedInMembership: true })
    const file = await uploaded(desk, product, { edition: '3.0' })
    const ada = await aPerson(desk.table, 'ada@example.com')
    expect(await outcome(desk, file.id, { actor: ada })).toBe('not-found')
    await grantMembership(desk.table, ada.id, { plan: 'community', until: minutes(10) }, start)
    expect(await outcome(desk, file.id, { actor: ada })).toBe('open')
    expect(await outcome(desk, file.id, { actor: ada }, minutes(10))).toBe('not-found')
    expect((await listTitlesFor(desk.table, ada.id, start)).items).toMatchObject([
      { product: { slug: 'month' }, by: 'membership', formats: [{ slug: 'e-book' }, { slug: 'audio' }] },
    ])
    expect((await listTitlesFor(desk.table, ada.id, minutes(10))).items).toEqual([])

    await editProduct(desk.table, 'month', { status: 'withdrawn' }, start)
    expect(await outcome(desk, file.id, { actor: ada })).toBe('not-found')
  })

  test('a purchase at no charge as a member counts while they are one; a purchase stays, also of a withdrawn title', async () => {
    const desk = await openDesk()
    const product = await aBook(desk.table)
    const file = await uploaded(desk, product, { edition: '3.0' })
    const ada = await aPerson(desk.table, 'ada@example.com', 'community')
    const bob = await aPerson(desk.table, 'bob@example.com')
    await give(desk.table, ada.id, 'month:e-book', { source: 'membership' })
    await give(desk.table, bob.id, 'month:e-book')
    await editProduct(desk.table, 'month', { status: 'withdrawn' }, start)
    expect(await outcome(desk, file.id, { actor: ada })).toBe('open')
    await endMembership(desk.table, ada.id, 'community', start)
    expect(await outcome(desk, file.id, { actor: ada })).toBe('not-found')
    expect(await outcome(desk, file.id, { actor: bob }, addSeconds(start, 10 * 365 * 86_400))).toBe('open')
  })
})

test('titles come by title, a page at a time, each once', async () => {
  const desk = await openDesk()
  const ada = await aPerson(desk.table, 'ada@example.com')
  for (const [slug, title] of [
    ['two', 'B'],
    ['three', 'C'],
    ['one', 'A'],
  ] as const) {
    await aBook(desk.table, { slug, title })
    await give(desk.table, ada.id, `${slug}:e-book`)
  }
  const slugs = async (cursor?: string) => {
    const { items, next } = await listTitlesFor(desk.table, ada.id, start, { cursor, limit: 2 })
    return { slugs: items.map(({ product }) => product.slug), next }
  }
  const first = await slugs()
  expect(first.slugs).toEqual(['one', 'two'])
  expect(await slugs(first.next)).toEqual({ slugs: ['three'], next: undefined })
})

test('someone’s titles show each version that is there, the newest first, in the formats that they have', async () => {
  const desk = await openDesk()
  const editions = [
    { label: '4.0', releasedOn: '2024-03-01' },
    { label: '3.0', releasedOn: '2023-05-01' },
  ]
  const product = await aBook(desk.table, { editions })
  await uploaded(desk, product, { edition: '3.0', filename: 'old.pdf' })
  await uploaded(desk, product, { edition: '4.0', filename: 'new.pdf' })
  await uploaded(desk, product, { edition: '4.0', filename: 'new.mp3', format: 'audio' })
  await aBook(desk.table, { slug: 'empty', title: 'A Title to Come' })
  const ada = await aPerson(desk.table, 'ada@example.com')
  await give(desk.table, ada.id, 'month:e-book')
  await give(desk.table, ada.id, 'empty:e-book')

  const { items: titles } = await listTitlesFor(desk.table, ada.id, start)
  expect(
    titles.map(({ product: { slug }, by, editions }) => [
      slug,
      by,
      editions.map(({ label, files }) => [label, files.map(({ filename }) => filename)]),
    ]),
  ).toEqual([
    ['empty', 'purchase', []],
    [
      'month',
      'purchase',
      [
        ['4.0', ['new.pdf']],
        ['3.0', ['old.pdf']],
      ],
    ],
  ])
})
