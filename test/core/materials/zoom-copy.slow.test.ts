import { createHash } from 'node:crypto'
import { EventChange, editEvent } from '@lectern/core/catalog'
import { listMaterials, removeMaterial } from '@lectern/core/materials'
import { deliver } from '@lectern/core/notifications'
import { drainOutbox, epochSeconds, type Instant, listWaiting, outboxShards, settle } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'
import { findCaptions } from '../../../packages/core/src/materials/captions-store.ts'
import { partBytes } from '../../../packages/core/src/materials/file-parts.ts'
import { bytesAt } from '../../../packages/local/src/zoom.ts'
import { anEvent, aWebinar, minutes, start } from '../../support/build.ts'
import { drain } from '../../support/desk.ts'
import { wholeTable } from '../../support/whole-table.ts'
import { joinUrl, openStudio, type Studio, transcript } from '../../support/zoom.ts'

const later = minutes(60)

/** What of the rows is about recordings, in any state. */
const kept = async ({ desk }: Studio) =>
  (await wholeTable(desk.table)).filter((item) =>
    /zoom|session-material|captions|recording\./.test(JSON.stringify([item.__edb_e__, item.topic])),
  )

const digestOf = (bytes: number): string => {
  const hash = createHash('sha256')
  for (let from = 0; from < bytes; ) {
    const chunk = bytesAt(from, bytes - from)
    hash.update(chunk)
    from += chunk.length
  }
  return hash.digest('hex')
}

const digestIn = async ({ files }: Studio, key: string): Promise<string> => {
  const answer = await fetch(await files.signDownload({ key, filename: 'a.mp4', seconds: 60 }))
  const hash = createHash('sha256')
  for await (const chunk of answer.body ?? []) hash.update(chunk)
  return hash.digest('hex')
}

const captionsOf = async (studio: Studio, id: string) =>
  findCaptions(studio.desk.table, { event: '5w22', material: id })

/** One row of a topic is acted on, as a sender does it; whether there was one. */
const step = async ({ desk }: Studio, topic: string, now: Instant = later): Promise<boolean> => {
  for (let shard = 0; shard < outboxShards; shard += 1) {
    const row = (await listWaiting(desk.table, shard, 100)).find((one) => one.topic === topic)
    if (!row) continue
    await settle(desk.table, row, await deliver(desk, row, now))
    return true
  }
  return false
}

describe('a recording that Zoom finished', () => {
  test('comes into the store part by part, as if someone had uploaded it, with what was said as its captions', async () => {
    const studio = await openStudio()
    const { table } = studio.desk
    const event = await anEvent(table, { joinUrl })
    const bytes = 5 * partBytes + 12_345
    await studio.tell(...studio.record(event, { session: 1, bytes, views: 2 }))
    expect(await listMaterials(table, '5w22')).toEqual([])
    expect(await drain(studio.desk, later)).toEqual([])

    const [material, ...more] = await listMaterials(table, '5w22')
    expect(more).toEqual([])
    expect(material).toMatchObject({
      ...{ session: event.sessions[1]?.id, kind: 'recording', source: 'zoom', state: 'there', addedAt: later },
      title: 'Recording of Tue, Apr 30, 9:01 AM',
      publishesAt: minutes(70),
      file: { filename: '5w22 2024-04-30 09.01.mp4', bytes, type: 'video/mp4' },
    })
    expect(await digestIn(studio, material?.file?.key ?? '')).toBe(digestOf(bytes))
    expect(studio.parts.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6])
    expect(await captionsOf(studio, material?.id ?? '')).toMatchObject({ cues: 1, by: 'zoom' })
    // What opened it at Zoom is gone.
    const left = (await kept(studio)).map((item) => item.__edb_e__).sort()
    expect(left).toEqual(['captions', 'session-material', 'zoom-recording', 'zoom-recording'])
  })

  test('told twice, at the same moment, in any order and again later, is one recording with one transcript', async () => {
    for (const order of ['recording first', 'transcript first', 'together']) {
      const studio = await openStudio()
      const { table } = studio.desk
      const told = studio.record(await anEvent(table, { joinUrl }))
      const [seen, said] = told
      if (!seen || !said) throw new Error('Zoom told nothing')
      if (order === 'together') await studio.tell(seen, said, seen, said, seen)
      else {
        const [first, second] = order === 'recording first' ? [seen, said] : [said, seen]
        await studio.tell(first, first)
        expect(await drain(studio.desk, later)).toEqual([])
        await studio.tell(second, second, first)
      }
      expect(await drain(studio.desk, later)).toEqual([])
      await studio.tell(seen, said)
      expect(await drain(studio.desk, minutes(90))).toEqual([])

      const materials = await listMaterials(table, '5w22')
      expect([order, materials.length, studio.parts.length]).toEqual([order, 1, 1])
      expect(await captionsOf(studio, materials[0]?.id ?? '')).toMatchObject({ revision: 1, cues: 1 })
      const taken = studio.outcomes.reduce((sum, one) => sum + one.taken, 0)
      expect([order, taken]).toEqual([order, 2])
    }
  })

  test('control: what is not known again by its name is made twice', async () => {
    const studio = await openStudio()
    const { table } = studio.desk
    const [seen] = studio.record(await anEvent(table, { joinUrl }))
    if (!seen) throw new Error('Zoom told nothing')
    // What it is known by again is the name that Zoom gives to the meeting: under another it is another recording.
    await studio.tell(seen)
    await drain(studio.desk, later)
    const told = JSON.parse(seen.body)
    told.payload.object.uuid = 'another-name-for-the-same'
    await studio.tell({ ...seen, body: JSON.stringify(told) })
    await drain(studio.desk, later)
    expect(await listMaterials(table, '5w22')).toHaveLength(2)
  })

  test('in two pieces is two recordings, of which neither is a version of the other', async () => {
    const studio = await openStudio()
    const event = await anEvent(studio.desk.table, { joinUrl })
    await studio.tell(...studio.record(event, { startedAt: '2024-04-23T16:01:00Z', endedAt: '2024-04-23T16:30:00Z' }))
    await studio.tell(...studio.record(event, { startedAt: '2024-04-23T16:35:00Z', endedAt: '2024-04-23T17:00:00Z' }))
    await drain(studio.desk, later)
    expect((await listMaterials(studio.desk.table, '5w22')).map(({ title }) => title)).toEqual([
      'Recording of Tue, Apr 23, 9:01 AM',
      'Recording of Tue, Apr 23, 9:35 AM',
    ])
  })

  test('of an event that is never recorded leaves nothing at all, and nothing is fetched', async () => {
    const studio = await openStudio()
    const event = await anEvent(studio.desk.table, { joinUrl, kind: 'breakout', recording: 'never' })
    const before = await wholeTable(studio.desk.table)
    await studio.tell(...studio.record(event).reverse())
    expect(await wholeTable(studio.desk.table)).toEqual(before)
    await drain(studio.desk, later)
    expect(studio.outcomes).toEqual([
      { taken: 0, known: 0, refused: 1, unmatched: 0 },
      { taken: 0, known: 0, refused: 1, unmatched: 0 },
    ])
    expect([await kept(studio), studio.zoom.asked, studio.parts]).toEqual([[], [], []])
  })

  test('of no event, or of two alike, leaves nothing either', async () => {
    const studio = await openStudio()
    const event = await anEvent(studio.desk.table, { joinUrl })
    await studio.tell(...studio.record(event, { meeting: '99999999999' }))
    await studio.tell(...studio.record(event, { startedAt: '2024-04-23T20:00:00Z', endedAt: '2024-04-23T21:00:00Z' }))
    await aWebinar(studio.desk.table, { joinUrl, schedule: { startsAt: '2024-04-23T09:00', durationMinutes: 60 } })
    await studio.tell(...studio.record(event))
    expect(studio.outcomes.map(({ unmatched, taken }) => [unmatched, taken])).toEqual(Array(6).fill([1, 0]))
    expect(await kept(studio)).toEqual([])
  })
})

describe('copying', () => {
  test('killed at any part goes on where it was: no part is sent twice', async () => {
    const studio = await openStudio()
    const { table } = studio.desk
    const bytes = 6 * partBytes
    await studio.tell(...studio.record(await anEvent(table, { joinUrl }), { bytes, transcript: undefined }))
    expect(await step(studio, 'recording.copy')).toBe(true)
    // Before anything arrived: the row stays, and comes again.
    studio.dies.before = 1
    await expect(step(studio, 'recording.copy')).rejects.toThrow('killed')
    // After two parts of a step: what arrived stays.
    studio.dies.before = 3
    expect(await step(studio, 'recording.copy')).toBe(true)
    studio.dies.before = 0
    // After all parts of a step arrived, before that is noted.
    const send = table.client.send.bind(table.client)
    let dead = true
    Object.assign(table.client, {
      send: (command: { input: unknown; constructor: { name: string } }, ...rest: []) =>
        dead && command.constructor.name.startsWith('TransactWrite')
          ? Promise.reject(new Error('killed'))
          : send(command as never, ...rest),
    })
    await expect(step(studio, 'recording.copy')).rejects.toThrow('killed')
    dead = false
    while (await step(studio, 'recording.copy'));

    const [material] = await listMaterials(table, '5w22')
    expect(material).toMatchObject({ state: 'there', file: { bytes } })
    expect(studio.parts.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6])
    expect(await digestIn(studio, material?.file?.key ?? '')).toBe(digestOf(bytes))
    expect(Math.max(...studio.parts.map((part) => part.bytes))).toBe(partBytes)
  })

  test('by two senders at once makes one recording', async () => {
    const studio = await openStudio()
    const { table } = studio.desk
    await studio.tell(...studio.record(await anEvent(table, { joinUrl }), { bytes: 2 * partBytes }))
    const both = () =>
      drainOutbox(
        table,
        () => later,
        (row) => deliver(studio.desk, row, later),
        () => {},
      )
    await Promise.all([both(), both(), both()])
    await drain(studio.desk, minutes(80))
    const materials = await listMaterials(table, '5w22')
    expect(materials).toMatchObject([{ state: 'there' }])
    expect(await digestIn(studio, materials[0]?.file?.key ?? '')).toBe(digestOf(2 * partBytes))
    expect(await captionsOf(studio, materials[0]?.id ?? '')).toMatchObject({ revision: 1 })
  })

  test('from a server that knows no ranges, and over a connection that breaks, gives the same file', async () => {
    const bytes = 2 * partBytes + 777
    const studio = await openStudio()
    Object.assign(studio.zoom.manners, { ranges: false })
    await studio.tell(...studio.record(await anEvent(studio.desk.table, { joinUrl }), { bytes }))
    expect(await drain(studio.desk, later)).toEqual([])
    const [whole] = await listMaterials(studio.desk.table, '5w22')
    expect(await digestIn(studio, whole?.file?.key ?? '')).toBe(digestOf(bytes))

    const broken = await openStudio()
    // Each connection brings a part and a bit.
    Object.assign(broken.zoom.manners, { breaksAfter: partBytes + 1000 })
    await broken.tell(...broken.record(await anEvent(broken.desk.table, { joinUrl }), { bytes }))
    expect(await drain(broken.desk, later)).toEqual([])
    const [pieced] = await listMaterials(broken.desk.table, '5w22')
    expect(await digestIn(broken, pieced?.file?.key ?? '')).toBe(digestOf(bytes))
    expect(broken.parts.map(({ number }) => number)).toEqual([1, 2, 3])
  })

  test('ends when the event is not recorded any more, or someone took it away, and leaves nothing to fetch it with', async () => {
    for (const how of ['never', 'removed'] as const) {
      const studio = await openStudio()
      const { table } = studio.desk
      await studio.tell(...studio.record(await anEvent(table, { joinUrl }), { bytes: 9 * partBytes }))
      expect([await step(studio, 'recording.copy'), await step(studio, 'recording.copy')]).toEqual([true, true])
      const [material] = await listMaterials(table, '5w22')
      if (how === 'never') await editEvent(table, '5w22', EventChange.parse({ recording: 'never' }), start)
      else await removeMaterial(studio.desk, '5w22', material?.id ?? '')
      expect(await drain(studio.desk, later)).toEqual([])
      expect([how, await listMaterials(table, '5w22'), studio.parts.length]).toEqual([how, [], 4])
      const { key = '', uploadId = '' } = material?.file ?? {}
      expect(await studio.files.listParts({ key, uploadId })).toBeUndefined()
      const left = (await kept(studio)).filter((item) => item.what === 'recording').map((item) => item.__edb_e__)
      expect([how, left]).toEqual([how, ['zoom-recording']])
    }
  })

  test('stops after the day for which the token holds, and after Zoom forgot it, where an operator sees it', async () => {
    const studio = await openStudio()
    const { table } = studio.desk
    await studio.tell(...studio.record(await anEvent(table, { joinUrl }), { transcript: undefined }))
    const tomorrow = minutes(24 * 60)
    expect(await drain(studio.desk, tomorrow)).toEqual([expect.stringContaining('recording.copy: Zoom’s 24 hours')])
    studio.zoom.forget()
    const soon = minutes(24 * 60 - 1)
    await expect(step(studio, 'recording.copy', soon)).rejects.toMatchObject({ code: 'zoom.refused' })
    expect([studio.zoom.asked, studio.parts]).toEqual([[], []])
  })

  test('writes nothing over captions that someone wrote in the meantime', async () => {
    const studio = await openStudio()
    const { table } = studio.desk
    const [seen, said] = studio.record(await anEvent(table, { joinUrl }))
    if (!seen || !said) throw new Error('Zoom told nothing')
    await studio.tell(seen)
    await drain(studio.desk, later)
    const [material] = await listMaterials(table, '5w22')
    const of = { event: '5w22', material: material?.id ?? '' }
    const { saveCaptions } = await import('../../../packages/core/src/materials/captions-save.ts')
    await saveCaptions(
      studio.desk,
      { ...of, by: 'per_james', vtt: transcript.replace('Welcome', 'Good morning') },
      later,
    )
    await studio.tell(said)
    expect(await drain(studio.desk, later)).toEqual([])
    expect(await findCaptions(table, of)).toMatchObject({ by: 'per_james', revision: 1 })
    expect((await kept(studio)).map((item) => item.__edb_e__)).not.toContain('zoom-download')
  })

  test('keeps its token out of announcements, and for a day', async () => {
    const studio = await openStudio()
    await studio.tell(...studio.record(await anEvent(studio.desk.table, { joinUrl })))
    const items = await kept(studio)
    const token = items.find((item) => item.__edb_e__ === 'zoom-download')
    expect(token?.ttl).toBe(epochSeconds(minutes(24 * 60)))
    const told = JSON.stringify(items.filter((item) => item.__edb_e__ !== 'zoom-download'))
    expect(told).not.toContain(String(token?.token))
    expect(told).not.toMatch(/webhook_download|host@example\.com|A meeting/)
  })
})
