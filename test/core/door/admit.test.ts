import {
  admit,
  doorDay,
  entrance,
  type Gate,
  type KnownPass,
  passText,
  readPass,
  settleScans,
} from '@lectern/core/door'
import { newId } from '@lectern/core/platform'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const zone = 'America/New_York'
const days = ['2024-06-05', '2024-06-06']
const full: KnownPass = { pass: 'current', status: 'confirmed', days, sessionIds: ['day1', 'day2'] }
const mainDay: KnownPass = { ...full, days: ['2024-06-06'], sessionIds: ['day2'] }
const at = (instant: string) => ({ scan: 'a', at: instant })
const judge = (pass: KnownPass | undefined, gate: Gate = entrance, known: Parameters<typeof admit>[2] = []) =>
  admit(pass, { gate, zone }, known, at('2024-06-05T17:10:00Z')).word

describe('a verdict', () => {
  test('a main-day pass scanned on June 5 is for Thursday, June 6', () => {
    expect(admit(mainDay, { gate: entrance, zone }, [], at('2024-06-05T17:10:00Z'))).toEqual({
      ...{ word: 'not-today', days: ['2024-06-06'] },
    })
  })

  test('is the first that is true', () => {
    const first = { gate: 'entrance', period: '2024-06-05', at: '2024-06-05T12:00:00Z' }
    const room: Gate = { slug: 'board', name: 'Board', opens: { sessions: ['day9'] }, repeat: 'day' }
    const worst: KnownPass = { pass: 'other', status: 'ended', days: [], sessionIds: [] }
    expect(judge(undefined)).toBe('unknown')
    expect(judge(worst)).toBe('other-event')
    expect(judge({ ...worst, pass: 'replaced' })).toBe('replaced')
    expect(judge({ ...worst, pass: 'current' })).toBe('cancelled')
    expect(judge({ ...worst, pass: 'current', status: 'held' })).toBe('unpaid')
    expect(judge({ ...worst, pass: 'current', status: 'confirmed' })).toBe('not-today')
    expect(judge(full, room)).toBe('not-this-session')
    expect(judge(full, entrance, [first])).toBe('again')
    expect(judge(full, entrance, [{ ...first, period: '2024-06-06' }])).toBe('admitted')
    expect(judge(full)).toBe('admitted')
  })

  test('a gate of one day lets in nobody on another, and says for which of their days it is', () => {
    const second: Gate = { slug: 'main', name: 'Main', opens: { days: ['2024-06-06'] }, repeat: 'day' }
    expect(admit(full, { gate: second, zone }, [], at('2024-06-05T17:10:00Z'))).toEqual({
      ...{ word: 'not-today', days: ['2024-06-06'] },
    })
  })

  test('scans at 2024-06-06T03:59Z and 08:01Z are of June 5 and June 6', () => {
    expect(doorDay('2024-06-06T03:59:00Z', zone)).toBe('2024-06-05')
    expect(doorDay('2024-06-06T07:59:59Z', zone)).toBe('2024-06-05')
    expect(doorDay('2024-06-06T08:01:00Z', zone)).toBe('2024-06-06')
  })
})

describe('a pass', () => {
  const holder = { id: newId('registration'), personId: newId('person'), sku: 'columbus:full' }
  const secret = 'a secret of the tests'

  test('is capitals, digits, and colons, which a QR code holds in half the room', () => {
    expect(passText(secret, holder)).toMatch(/^LP1:[0-9A-Z]{26}:[0-9A-F]{20}$/)
  })

  test('is read however it was typed, and as nothing when it is forged in form, cut, or someone’s else', () => {
    const text = passText(secret, holder)
    expect(readPass(` ${text.toLowerCase()}\n`)).toMatchObject({ personId: holder.personId })
    for (const wrong of [
      '',
      text.slice(0, -1),
      `${text}0`,
      text.replace('LP1', 'LP2'),
      'https://example.com',
      '\u0000',
    ]) {
      expect(readPass(wrong), wrong).toBeUndefined()
    }
  })

  test('of another ticket, holder, or secret is another', () => {
    const others = [
      passText(secret, { ...holder, sku: 'columbus:main' }),
      passText(secret, { ...holder, id: newId('registration') }),
      passText('another secret', holder),
    ].map((text) => text.split(':')[2])
    expect(new Set([passText(secret, holder).split(':')[2], ...others]).size).toBe(4)
  })
})

describe('scans that come in any order', () => {
  const place = { gate: 'entrance', period: '2024-06-06', day: '2024-06-06' }
  const a = { ...place, id: 'a', did: 'enter', at: '2024-06-06T12:31:05Z' } as const
  const b = { ...place, id: 'b', did: 'enter', at: '2024-06-06T12:30:50Z' } as const

  test('device A offline at 12:31:05Z, B at 12:30:50Z, same pass: B’s counts, A’s is again, whichever syncs first', () => {
    for (const scans of [
      [a, b],
      [b, a],
    ]) {
      const { outcomes, standing } = settleScans(scans)
      expect(standing).toBe(b)
      expect(outcomes.get('b')).toEqual({ came: 'in' })
      expect(outcomes.get('a')).toEqual({ came: 'again', first: b })
    }
  })

  test('an undo lets out who came before it, not who comes after', () => {
    const undo = { ...place, id: 'c', did: 'undo', at: '2024-06-06T12:31:00Z' } as const
    expect(settleScans([a, undo, b]).standing).toBe(a)
    expect(settleScans([b, undo]).standing).toBeUndefined()
  })

  test('come to the same, in every order', () => {
    const scan = fc.record({
      ...{ id: fc.string({ minLength: 1, maxLength: 3 }), did: fc.constantFrom('enter' as const, 'undo' as const) },
      at: fc.constantFrom('2024-06-06T12:00:00Z', '2024-06-06T12:00:01Z', '2024-06-06T12:00:02Z'),
    })
    const scans = fc.uniqueArray(scan, { selector: ({ id }) => id, maxLength: 8 })
    fc.assert(
      fc.property(
        scans.chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
        ([some, shuffled]) => {
          const [one, other] = [some, shuffled].map((list) => settleScans(list.map((each) => ({ ...place, ...each }))))
          expect(other?.standing).toEqual(one?.standing)
          expect(Object.fromEntries(other?.outcomes ?? [])).toEqual(Object.fromEntries(one?.outcomes ?? []))
        },
      ),
    )
  })
})
