import { type Event, EventChange, editEvent, saveInstructor } from '@lectern/core/catalog'
import { addMaterial, listMaterials, NewMaterial } from '@lectern/core/materials'
import { addSeconds } from '@lectern/core/platform'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bucket, startBucket } from '../../../packages/local/src/bucket.ts'
import { anEvent } from '../../support/build.ts'
import { aHandout, aLink, filesAt, vimeo } from '../../support/materials.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'
import { readText } from '../pages/page-text.ts'

let bucket: Bucket
let site: TestSite
let james: Visitor
const began = '2024-04-24T17:00:00Z'
beforeAll(async () => {
  bucket = await startBucket()
  site = await openSite({ files: filesAt(bucket), now: began })
  await saveInstructor(site.table, { slug: 'james', name: 'James', headline: '', bio: '', email: 'james@example.com' })
  james = await site.signIn('james@example.com')
})
afterAll(async () => {
  await site?.stop()
  await bucket?.stop()
})

let made = 0
const aClass = async (more: Record<string, unknown> = {}): Promise<{ event: Event; path: string }> => {
  made += 1
  site.clock.now = began
  const event = await anEvent(site.table, { slug: `class-${made}`, instructors: ['james'], ...more })
  return { event, path: `/teach/${event.slug}/materials` }
}

const listed = (event: Event) => listMaterials(site.table, event.slug)
const words = async (path: string): Promise<string> => readText(await james.get(path))
const minutesOn = (minutes: number): string => addSeconds(began, minutes * 60)

describe('what has come', () => {
  test('is looked over for 10 minutes: changed, or taken back; then it stays what it is', async () => {
    const { event, path } = await aClass()
    const [first, second] = event.sessions
    const { id } = await aHandout(site.services, event, { filename: 'Slides.pdf' })
    site.clock.now = (await listed(event))[0]?.addedAt ?? ''
    expect(await words(path)).toMatch(
      /Review before it’s published.*Slides.*Published at \d+:\d\d [AP]M Pacific.*Undo/s,
    )

    const change = (fields: Record<string, string>) => james.post(`${path}/${id}`, fields)
    const changed = await change({ kind: 'recording', session: second?.id ?? '', title: 'Week two, slides' })
    expect([changed.status, changed.headers.get('location')]).toEqual([303, `${path}?done=changed`])
    expect(await listed(event)).toMatchObject([{ kind: 'recording', session: second?.id, title: 'Week two, slides' }])
    const empty = await change({ kind: 'handout', session: second?.id ?? '', title: ' ' })
    expect(empty.status).toBe(400)
    const html = await empty.text()
    expect(html).toContain(`href="#field-${id.replaceAll(/[^A-Za-z0-9_-]/g, '-')}-title"`)
    expect(html).toContain(`id="field-${id}-title"`)
    expect((await change({ kind: 'handout', session: 'ses_none', title: 'A' })).status).toBe(409)

    site.clock.now = addSeconds(site.clock.now, 600)
    expect(await words(path)).not.toContain('Review before')
    const late = await change({ kind: 'handout', session: first?.id ?? '', title: 'Week two, slides' })
    expect(late.status).toBe(409)
    expect(await readText(late)).toContain('This is published, so you can’t change its type or session.')
    expect(await listed(event)).toMatchObject([{ kind: 'recording', session: second?.id }])
  })

  test('is taken back by Undo, file and all', async () => {
    const { event, path } = await aClass()
    const { id, file } = await aHandout(site.services, event)
    site.clock.now = (await listed(event))[0]?.addedAt ?? ''
    expect((await james.post(`${path}/${id}/remove`)).headers.get('location')).toBe(`${path}?done=removed`)
    expect(await listed(event)).toEqual([])
    expect(await site.services.files.find(file?.key ?? '')).toBeUndefined()
  })

  test('once published, deleting asks first and can be undone for 10 minutes', async () => {
    const { event, path } = await aClass()
    const { id, file, addedAt } = await aHandout(site.services, event, { filename: 'Slides.pdf' })
    site.clock.now = addSeconds(addedAt, 600)
    expect(await words(path)).not.toContain('Just deleted')
    expect(await words(`${path}/${id}/remove`)).toMatch(/Delete Slides\?.*You can undo this for 10 minutes.*Keep it/)
    expect(await listed(event)).toMatchObject([{ state: 'there' }])
    const deleted = await james.post(`${path}/${id}/remove`)
    expect(deleted.headers.get('location')).toBe(`${path}?done=deleted`)
    expect(await words(path)).toMatch(/Just deleted.*Slides.*You can undo this until/)
    expect((await james.get(`/events/${event.slug}/class/${id}`)).status).toBe(404)
    expect((await james.post(`${path}/${id}/restore`)).headers.get('location')).toBe(`${path}?done=restored`)
    expect(await listed(event)).toMatchObject([{ id, state: 'there', publishesAt: addSeconds(addedAt, 600) }])
    expect(await site.services.files.find(file?.key ?? '')).toBeDefined()
  })

  test('is told with its versions and the room that it takes', async () => {
    const { event, path } = await aClass()
    expect(await words(path)).toContain('Nothing added yet.')
    expect(await words(path)).not.toContain('stored')
    for (const body of ['one', 'twelve bytes']) await aHandout(site.services, event, { filename: 'Slides.pdf', body })
    await aLink(site.services, event)
    const text = await words(path)
    expect(text).toMatch(/Slides version 2 .*Slides /s)
    expect(text).not.toContain('Week one version')
    expect(text).toContain('2 files, 15 bytes stored')
  })
})

test('what has not arrived says how it goes on, and the script knows it again', async () => {
  const { event, path } = await aClass()
  const asked = NewMaterial.parse({ filename: 'Week 2.mp4', bytes: 2 * 1024 ** 3, modified: 1_700_000_000_000 })
  const { material } = await addMaterial(site.services, event.slug, asked, { by: 'per_1', now: began })
  const html = await (await james.get(path)).text()
  const attribute = (name: string) =>
    JSON.parse(
      (new RegExp(`data-${name}="([^"]*)"`).exec(html)?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    )
  const { id } = material
  expect(attribute('awaited')).toEqual([
    { id, filename: 'Week 2.mp4', bytes: 2 * 1024 ** 3, modified: 1_700_000_000_000 },
  ])
  expect(attribute('rules')).toMatchObject({ mostBytes: 5 * 1024 ** 3 })
  expect(html).not.toContain(material.file?.uploadId)
  const text = await words(path)
  expect(text).toContain('Week 2.mp4 (2 GB)')
  expect(text).toContain('on any computer to resume')
  expect(text).toContain('Nothing added yet.')
})

describe('a link', () => {
  test('is added by a plain form, which says what is missing and keeps what was typed', async () => {
    const { event, path } = await aClass()
    const fields = { kind: 'recording', session: event.sessions[0]?.id ?? '', title: 'Week one', link: vimeo }
    expect((await james.post(path, fields)).headers.get('location')).toBe(`${path}?done=added`)
    expect(await listed(event)).toMatchObject([{ link: vimeo, publishesAt: minutesOn(10) }])
    const wrong = await james.post(path, { ...fields, title: '', link: 'http://vimeo.com/1' })
    expect(wrong.status).toBe(400)
    const html = await wrong.text()
    expect(html).toContain('Enter an address that starts with https://')
    expect(html).toContain('value="http://vimeo.com/1"')
  })

  test('and a file are no recording of what is never recorded', async () => {
    const { event, path } = await aClass({ kind: 'breakout', recording: 'never' })
    const html = await (await james.get(path)).text()
    expect(html).not.toContain('value="recording"')
    expect(html).not.toMatch(/accept="[^"]*mp4/)
    for (const kind of ['recording', 'handout']) {
      const refused = await james.post(path, { kind, session: event.sessions[0]?.id ?? '', title: 'A', link: vimeo })
      expect(refused.status).toBe(409)
      expect(await readText(refused)).toContain('You can’t add a recording to it.')
    }
    const { id } = await aHandout(site.services, event)
    const changed = await james.post(`${path}/${id}`, {
      kind: 'recording',
      session: event.sessions[0]?.id ?? '',
      title: 'A',
    })
    expect(changed.status).toBe(409)
    expect(await listed(event)).toMatchObject([{ kind: 'handout' }])
  })
})

test('the page is there for those who teach and for admins, for nobody else, and where it was before it leads on', async () => {
  const { event, path } = await aClass()
  const { id } = await aLink(site.services, event)
  const [ada, karl] = [await site.signIn('ada@example.com'), await site.signIn('karl@example.com', { admin: true })]
  for (const one of [james, karl]) expect((await one.get(path)).status).toBe(200)
  const fields = { kind: 'handout', session: event.sessions[0]?.id ?? '', title: 'Mine', link: vimeo }
  expect((await ada.get(path)).status).toBe(404)
  for (const to of [path, `${path}/${id}`, `${path}/${id}/remove`])
    expect((await ada.post(to, fields)).status).toBe(404)
  expect(await listed(event)).toMatchObject([{ id, title: 'Week one' }])
  const visited = await site.visit().get(path)
  expect([visited.status, visited.headers.get('location')]).toEqual([303, `/sign-in?next=${encodeURIComponent(path)}`])
  // Another class's is not found here, no matter who teaches both.
  const other = await aClass()
  expect((await james.post(`${other.path}/${id}/remove`)).status).toBe(404)
  expect((await james.post(`${other.path}/${id}`, fields)).status).toBe(404)

  const moved = await james.get(`/admin/events/${event.slug}/materials`)
  expect([moved.status, moved.headers.get('location')]).toEqual([308, path])
  await editEvent(site.table, event.slug, EventChange.parse({ instructors: [] }), began)
  expect((await james.get(path)).status).toBe(404)
})

test('from the two pages of a class with a place to drop files, and no other, a script may send to the store', async () => {
  const { event, path } = await aClass()
  const policyOf = async (address: string) => (await james.get(address)).headers.get('content-security-policy')
  for (const page of [path, `/teach/${event.slug}`]) {
    expect(await policyOf(page)).toContain(`connect-src 'self' ${site.services.files.origin};`)
  }
  expect(await policyOf(`/teach/${event.slug}/attendance`)).toContain("connect-src 'self';")
})
