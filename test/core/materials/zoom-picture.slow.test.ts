import { saveInstructor } from '@lectern/core/catalog'
import { listMaterials, saveCaptions } from '@lectern/core/materials'
import { describe, expect, test } from 'vitest'
import { findCaptionsText } from '../../../packages/core/src/materials/captions-save.ts'
import type { Told } from '../../../packages/local/src/zoom.ts'
import { anEvent, minutes } from '../../support/build.ts'
import { drain } from '../../support/desk.ts'
import { joinUrl, openStudio, transcript } from '../../support/zoom.ts'

const later = minutes(60)

type File = { file_type: string }
/** The same webhook with some of its files. */
const having = (told: Told | undefined, wanted: (file: File) => boolean): Told => {
  const body = JSON.parse(told?.body ?? '')
  const { object } = body.payload
  object.recording_files = object.recording_files.filter(wanted)
  return { event: told?.event ?? 'recording.completed', body: JSON.stringify(body) }
}

const prepared = async () => {
  const studio = await openStudio()
  const event = await anEvent(studio.desk.table, { joinUrl })
  const [seen, said] = studio.record(event, { bytes: 40_000 })
  if (!said) throw new Error('Zoom told nothing')
  const sound = having(seen, ({ file_type }) => file_type === 'M4A')
  const picture = having(seen, ({ file_type }) => file_type === 'MP4')
  const types = async () =>
    (await listMaterials(studio.desk.table, '5w22')).map(({ file, state }) => `${file?.type} ${state}`)
  const captions = async () => {
    const [material] = await listMaterials(studio.desk.table, '5w22')
    return (await findCaptionsText(studio.desk, { event: '5w22', material: material?.id ?? '' }))?.text
  }
  return { studio, sound, picture, said, types, captions, work: (now = later) => drain(studio.desk, now) }
}

describe('Zoom tells of the sound first, and of the picture later', () => {
  test('the picture takes the place of the sound, its captions, and the moment at which it is published', async () => {
    const { studio, sound, picture, said, types, captions, work } = await prepared()
    await studio.tell(sound, said)
    expect(await work()).toEqual([])
    expect(await types()).toEqual(['audio/mp4 there'])
    const [heard] = await listMaterials(studio.desk.table, '5w22')
    const spoken = {
      event: '5w22',
      material: heard?.id ?? '',
      by: 'per_james',
      vtt: transcript.replace('class', 'course'),
    }
    await saveCaptions(studio.desk, spoken, later)
    await studio.tell(picture, picture, sound)
    expect(await work(minutes(120))).toEqual([])
    expect(await types()).toEqual(['video/mp4 there'])
    expect(await captions()).toContain('Welcome to the course.')
    expect((await listMaterials(studio.desk.table, '5w22'))[0]?.publishesAt).toBe(heard?.publishesAt)
    expect(await studio.files.find(heard?.file?.key ?? '')).toBeUndefined()
    await studio.tell(sound, picture, said)
    expect(await work(minutes(130))).toEqual([])
    expect(await types()).toEqual(['video/mp4 there'])
  })

  test('in any order and at the same moment one recording comes, the picture, with its captions', async () => {
    for (const order of [
      'sound picture said',
      'said sound picture',
      'picture said sound',
      'sound said picture sound',
    ]) {
      const { studio, types, captions, work, ...told } = await prepared()
      const names = order.split(' ') as ('sound' | 'picture' | 'said')[]
      for (const name of names) await studio.tell(told[name])
      expect(await work()).toEqual([])
      expect([order, await types()]).toEqual([order, ['video/mp4 there']])
      expect(await captions()).toContain('Welcome to the class.')
    }
    const { studio, sound, picture, said, types, captions, work } = await prepared()
    await studio.tell(sound, picture, said, sound, picture)
    expect(await work()).toEqual([])
    expect(await types()).toEqual(['video/mp4 there'])
    expect(await captions()).toContain('Welcome to the class.')
  })
})

describe('a transcript of Zoom’s', () => {
  const told = async (text: string) => {
    const studio = await openStudio()
    const { table } = studio.desk
    await saveInstructor(table, { slug: 'james', name: 'James', headline: '', bio: '', email: 'james@example.com' })
    const event = await anEvent(table, { joinUrl, instructors: ['james'] })
    await studio.tell(...studio.record(event, { bytes: 40_000, transcript: text }))
    expect(await drain(studio.desk, later)).toEqual([])
    const [material] = await listMaterials(table, '5w22')
    const captions = await findCaptionsText(studio.desk, { event: '5w22', material: material?.id ?? '' })
    return { captions: captions?.captions.cues, mails: studio.desk.mails({ template: 'transcript-lost' }) }
  }

  test('with one bad caption keeps the others, and those who teach are told of the one', async () => {
    const { captions, mails } = await told(
      `${transcript}\n2\n00:00:05.000 --> 00:00:99.000\nlost\n\n3\n00:00:06.000 --> 00:00:06.000\nHi\n`,
    )
    expect(captions).toBe(2)
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatchObject({ to: ['james@example.com'] })
    expect(mails[0]?.text).toContain('Line 7 has an invalid time')
    expect((await told(transcript)).mails).toEqual([])
  })

  test('that can’t be used at all is reported, not dropped without a word', async () => {
    for (const text of ['not captions', 'WEBVTT\n\n', `WEBVTT\n\n${'x'.repeat(1024 * 1024)}`]) {
      const { captions, mails } = await told(text)
      expect([captions, mails.map(({ subject }) => subject)]).toEqual([
        undefined,
        [expect.stringContaining('The captions from Zoom couldn’t be used')],
      ])
    }
  })
})
