import { addTimes, matchReport, minutesIn, readReport, readTime, writeTime } from '@lectern/core/teaching'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const read = (text: string) => readReport(new TextEncoder().encode(text))
const sums = (text: string) => read(text).participants.map(({ name, minutes }) => [name, minutes])
const headings = 'Name (original name),Email,Join time,Leave time,Duration (minutes),Guest'

describe('everyone in a report is someone', () => {
  test('guests with the same pronouns in brackets are three people', () => {
    const report = ['Ana Silva (she/her),,12,Yes', 'Beth Jones (she/her),,58,Yes', 'Cara Doyle (she/her),,58,Yes']
    const { participants } = read(['Name (original name),Email,Duration (minutes),Guest', ...report].join('\n'))
    const roster = ['Ana Silva', 'Beth Jones', 'Cara Doyle'].map((name) => ({
      personId: name,
      name,
      email: `${name}@x`,
    }))
    const { matched, unmatched } = matchReport(participants, roster)
    expect(matched.map(({ personId, minutes }) => [personId, minutes])).toEqual([
      ['Ana Silva', 12],
      ['Beth Jones', 58],
      ['Cara Doyle', 58],
    ])
    expect(unmatched).toEqual([])
  })

  test('two names under one address are two people, and its owner gets only their own time', () => {
    const { participants } = read(
      'Name,Email,Duration (minutes)\nAna Silva,office@msp.example,12\nBeth Jones,office@msp.example,58\nTablet,office@msp.example,3',
    )
    const ana = { personId: 'ana', name: 'Ana Silva', email: 'office@msp.example' }
    const alone = matchReport(participants, [ana])
    expect(alone.matched.map(({ personId, minutes }) => [personId, minutes])).toEqual([['ana', 12]])
    expect(alone.unmatched.map(({ name, minutes }) => [name, minutes])).toEqual([
      ['Beth Jones', 58],
      ['Tablet', 3],
    ])
    const both = matchReport(participants, [ana, { personId: 'beth', name: 'Beth Jones', email: 'beth@msp.example' }])
    expect(both.matched.map(({ personId, minutes, by }) => [personId, minutes, by])).toEqual([
      ['ana', 12, 'email'],
      ['beth', 58, 'name'],
    ])
  })

  test('a colleague at someone else’s account is found by name, and one who renames themselves stays one', () => {
    const roster = [
      { personId: 'ana', name: 'Ana Silva', email: 'ana@msp.example' },
      { personId: 'beth', name: 'Beth Jones', email: 'beth@msp.example' },
    ]
    const lent = read('Name,Email,Duration (minutes)\nBeth Jones,ana@msp.example,40').participants
    expect(matchReport(lent, roster).matched).toMatchObject([{ personId: 'beth', minutes: 40, by: 'name' }])
    const renamed = read('Name,Email,Duration (minutes)\nTablet,ana@msp.example,5\nAna (Tablet),ana@msp.example,40')
    expect(matchReport(renamed.participants, roster).matched).toMatchObject([{ personId: 'ana', minutes: 45 }])
    const between = read('Name,Email,Duration (minutes)\nAna Silva (Beth Jones),,40').participants
    expect(matchReport(between, roster)).toMatchObject({ matched: [], unmatched: [{ minutes: 40 }] })
  })

  test('no row drops out, whatever names, addresses, and minutes a report has', () => {
    const name = fc.constantFrom('Ana', 'Ana (she/her)', 'ana', 'Beth (Ana)', 'Zoë', "O'Brien", 'O’Brien', '', 'iPhone')
    const email = fc.constantFrom('', 'ana@x.example', 'ANA@x.example', 'zoe@x.example', 'not an address')
    const minutes = fc.constantFrom('5', '58', '', 'soon', '1h 5m', '12,5')
    const rows = fc.array(fc.tuple(name, email, minutes), { minLength: 1, maxLength: 30 })
    const roster = fc.subarray([
      { personId: '1', name: 'Ana', email: 'ana@x.example' },
      { personId: '2', name: 'Zoe', email: 'zoe@x.example' },
      { personId: '3', name: 'Ana', email: 'other@x.example' },
      { personId: '4', name: 'O’Brien', email: 'ob@x.example' },
    ])
    fc.assert(
      fc.property(rows, roster, (people, known) => {
        const lines = people.map((cells) => cells.map((cell) => `"${cell}"`).join(','))
        // One line that can always be read: a file in which none can is refused.
        const { participants, unread } = read(['Name,Email,Duration (minutes)', '"Sure",,"1"', ...lines].join('\n'))
        const { matched, unmatched } = matchReport(participants, known)
        const found = [...matched, ...unmatched].flatMap((one) => one.lines)
        const all = [...found, ...unread.map(({ line }) => line)].sort((a, b) => a - b)
        const written = people.flatMap((cells, index) => (cells.some((cell) => cell !== '') ? [index + 3] : []))
        expect(all).toEqual([2, ...written])
        const shown = Map.groupBy(participants, (one) => JSON.stringify([one.name, one.originalName, one.email]))
        expect(shown.size).toBe(participants.length)
      }),
    )
  })
})

describe('whatever the language, the separator, the sections, and the times', () => {
  const languages = fc.constantFrom(
    {
      heads: ['Name', 'Email', 'Join time', 'Leave time', 'Duration (minutes)', 'In waiting room'],
      yes: 'Yes',
      no: 'No',
    },
    {
      heads: ['Name', 'E-Mail', 'Beitrittszeit', 'Austrittszeit', 'Dauer (Minuten)', 'Im Warteraum'],
      yes: 'Ja',
      no: 'Nein',
    },
    {
      heads: ['Nom', 'E-mail', 'Heure d’arrivée', 'Heure de départ', 'Durée (minutes)', 'Dans la salle d’attente'],
      yes: 'Oui',
      no: 'Non',
    },
    {
      heads: ['Nombre', 'Correo', 'Hora de entrada', 'Hora de salida', 'Duración (minutos)', 'En la sala de espera'],
      yes: 'Sí',
      no: 'No',
    },
    { heads: ['Namn', 'E-post', 'Anslöt', 'Lämnade', 'Varaktighet (minuter)', 'I väntrummet'], yes: 'Ja', no: 'Nej' },
  )
  const separators = fc.constantFrom(',', ';', '\t')
  const visits = fc.array(
    fc.record({ who: fc.nat(8), from: fc.nat(120), minutes: fc.integer({ min: 1, max: 90 }), waiting: fc.boolean() }),
    { minLength: 1, maxLength: 24 },
  )
  const clock = (minute: number) =>
    `2024-04-23 ${String(9 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`
  type Visit = { from: number; minutes: number; waiting: boolean }
  /** The minutes of which somebody was there in at least one visit. */
  const minutesOf = (some: readonly Visit[]): number =>
    new Set(
      some
        .filter(({ waiting }) => !waiting)
        .flatMap(({ from, minutes }) => Array.from({ length: minutes }, (_, at) => from + at)),
    ).size

  test('each person is listed once, with the union of their visits, and no time in the waiting room', () => {
    fc.assert(
      fc.property(
        languages,
        separators,
        visits,
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        (language, by, all, sections, titled) => {
          const rowOf = ({ who, from, minutes, waiting }: (typeof all)[number]): string =>
            [
              ...[`Ada ${who}`, who % 2 === 0 ? `ada${who}@x.example` : ''],
              ...[clock(from), clock(from + minutes), String(minutes), waiting ? language.yes : language.no],
            ].join(by)
          const size = Math.ceil(all.length / sections)
          const parts = Array.from({ length: sections }, (_, at) => all.slice(at * size, (at + 1) * size))
          const lines = parts.flatMap((part) => [
            ...(titled ? ['', 'Attendee Details'] : []),
            language.heads.join(by),
            ...part.map(rowOf),
          ])
          const { participants, unread } = readReport(new TextEncoder().encode(lines.join('\r\n')))
          const expected = [...Map.groupBy(all, ({ who }) => who)].map(([who, some]) => [`Ada ${who}`, minutesOf(some)])
          expect(unread).toEqual([])
          expect(participants.map(({ name, minutes }) => [name, minutes]).sort()).toEqual(expected.sort())
        },
      ),
    )
  })
})

describe('time counts once', () => {
  const visits = (...times: [string, string, number][]) =>
    sums([headings, ...times.map(([from, until, length]) => `Ada,,${from},${until},${length},Yes`)].join('\n'))

  test('the same visit twice, and visits that overlap, are their union', () => {
    expect(visits(['09:00', '09:20', 20], ['09:00', '09:20', 20])).toEqual([['Ada', 20]])
    expect(visits(['09:00', '09:20', 20], ['09:10', '09:30', 20])).toEqual([['Ada', 30]])
    expect(visits(['09:00', '10:00', 60], ['09:10', '09:30', 20], ['10:00', '10:05', 5])).toEqual([['Ada', 65]])
    expect(
      visits(
        ['04/23/2024 11:50:00 PM', '04/24/2024 12:10:00 AM', 20],
        ['04/24/2024 12:00:00 AM', '04/24/2024 12:30:00 AM', 30],
      ),
    ).toEqual([['Ada', 40]])
    expect(visits(['23:50', '00:10', 20])).toEqual([['Ada', 20]])
    expect(
      visits(['23.04.2024 09:00:00', '23.04.2024 09:20:00', 20], ['24.04.2024 09:00:00', '24.04.2024 09:20:00', 20]),
    ).toEqual([['Ada', 40]])
  })

  test('times that disagree with the minutes give way, and time is read where no minutes are', () => {
    expect(visits(['09:00', '17:00', 20], ['09:10', '17:00', 20])).toEqual([['Ada', 30]])
    expect(sums(`${headings}\nAda,,09:00,09:20,,Yes\nBen,,9:00:00 a. m.,9:01:30 a. m.,,Yes`)).toEqual([
      ['Ada', 20],
      ['Ben', 1.5],
    ])
  })

  test('the computer and the telephone of one person overlap', () => {
    const rows = [
      'Ada,ada@x.example,09:00,10:00,60,No',
      'Ada Byron,,09:00,10:00,60,Yes',
      'ADA BYRON,,10:00,10:05,5,Yes',
    ]
    const roster = [{ personId: 'ada', name: 'Ada Byron', email: 'ada@x.example' }]
    const { matched } = matchReport(read([headings, ...rows].join('\n')).participants, roster)
    expect(matched).toMatchObject([{ personId: 'ada', minutes: 65 }])
  })

  test('a union is never longer than the sum, nor shorter than the longest, and survives a form', () => {
    const spans = fc.array(
      fc.tuple(fc.nat(100_000), fc.nat(5_000)).map(([from, length]) => [from, from + length] as const),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(spans, fc.integer({ min: 0, max: 5_000 }), (some, loose) => {
        const time = addTimes(...some.map((span) => ({ spans: [span], loose: 0 })), { spans: [], loose })
        const lengths = some.map(([from, until]) => (until - from) / 60)
        const inAll = minutesIn(time)
        expect(inAll).toBeLessThanOrEqual(lengths.reduce((sum, one) => sum + one, loose) + 0.01)
        expect(inAll).toBeGreaterThanOrEqual(Math.max(0, ...lengths) + loose - 0.01)
        expect(addTimes(time, ...some.map((span) => ({ spans: [span], loose: 0 })))).toEqual(time)
        expect(readTime(writeTime(time))).toEqual(time)
      }),
    )
  })
})
