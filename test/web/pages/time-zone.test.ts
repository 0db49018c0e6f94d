import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedProgram } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { readText } from './page-text.ts'

let site: TestSite
const april8 = '2024-04-08T17:00:00Z'
beforeAll(async () => {
  site = await openSite()
  await seedProgram(site.table, april8)
  site.clock.now = april8
})
afterAll(() => site.stop())

const choose = async (zone: string, next = '/events') => {
  const visitor = site.visit()
  const answer = await visitor.post('/time-zone', { zone, next })
  return { visitor, answer, text: async (path: string) => readText(await visitor.get(path)) }
}

describe('a reader who chose a zone', () => {
  test('finds their own time beside the event’s, in lists and on its page, and for nobody else', async () => {
    const { answer, text } = await choose('Europe/Berlin')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/events'])
    for (const path of ['/', '/events', '/events/5w22']) {
      expect(await text(path)).toContain('9:00 AM Pacific (6:00 PM your time)')
      expect(await readText(await site.request(path))).not.toContain('your time')
    }
    expect(await text('/events/5w22')).toContain('Tue, May 14 · 9:00 AM Pacific · 60 minutes · 6:00 PM your time')
    expect(await text('/events')).toContain('and in yours: Berlin. Change')
  })

  test('is told which day it is there, and where the clocks of the two change apart', async () => {
    expect(await (await choose('Asia/Tokyo')).text('/events/5w22')).toContain(
      '9:00 AM Pacific (1:00 AM your time, from Wed, Apr 24)',
    )
  })

  test('is told nothing twice where both clocks agree', async () => {
    const text = await (await choose('America/Vancouver')).text('/events/5w22')
    expect(text).toContain('9:00 AM Pacific')
    expect(text).not.toMatch(/noon Eastern|your time/)
  })

  test('may choose another, or none', async () => {
    const { visitor, text } = await choose('Europe/Berlin')
    await visitor.post('/time-zone', { zone: '', next: '/events' })
    expect(await text('/events/5w22')).toContain('9:00 AM Pacific (noon Eastern)')
  })

  test.each(['Europe/Atlantis', '"><script>', 'UTC'.repeat(40)])('by %s has chosen none', async (zone) => {
    expect(await (await choose(zone)).text('/events/5w22')).toContain('9:00 AM Pacific (noon Eastern)')
  })

  test.each(['https://evil.example/', '//evil.example', '/\\evil.example'])('is never led to %s', async (next) => {
    expect((await choose('UTC', next)).answer.headers.get('location')).toBe('/')
  })

  test('gets no page that a shared cache keeps, and leaves none there', async () => {
    const { visitor } = await choose('Europe/Berlin')
    for (const path of ['/', '/events', '/events/5w22', '/sales']) {
      expect((await visitor.get(path)).headers.get('cache-control')).not.toContain('public')
    }
  })
})
