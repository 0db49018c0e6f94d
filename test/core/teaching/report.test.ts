import { matchReport, readReport, reportBytes } from '@lectern/core/teaching'
import { describe, expect, test } from 'vitest'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readReport(bytes(text)).participants.map(({ time: _, lines: __, ...one }) => one)
const someone = (name: string, minutes: number, more: { email?: string; originalName?: string } = {}) => ({
  ...{ name, minutes, ...more },
  ...{ time: { spans: [], loose: minutes }, lines: [minutes] },
})

const older = [
  'Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants,',
  '"843 1234 5678","Sales, week 1","04/23/2024 08:50:12 AM","04/23/2024 10:03:00 AM","karl@example.com","73","4",',
  '',
  'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent',
  'Ada B (Ada Byron),ada@example.com,04/23/2024 09:00:00 AM,04/23/2024 09:20:00 AM,20,Yes,Y',
  'Ada B (Ada Byron),ADA@example.com ,04/23/2024 09:22:00 AM,04/23/2024 10:02:00 AM,40,Yes,Y',
  '"Łukasz ""Luke"" Žižek",,04/23/2024 09:00:00 AM,04/23/2024 09:10:00 AM,10,Yes,Y',
].join('\r\n')

describe('a report of participants', () => {
  test('is read with the lines about the meeting on top, comings and goings of one person summed', () => {
    expect(read(older)).toEqual([
      { name: 'Ada B', originalName: 'Ada Byron', email: 'ada@example.com', minutes: 60 },
      { name: 'Łukasz "Luke" Žižek', minutes: 10 },
    ])
  })

  test('is read under its newer headings, without the time in the waiting room', () => {
    const newer = [
      '\ufeffName (original name),Email,Join time,Leave time,Duration (minutes),Guest,In waiting room',
      'Ada Byron,ada@example.com,04/23/2024 08:55:00 AM,04/23/2024 09:00:00 AM,5,Yes,Yes',
      'Ada Byron,ada@example.com,04/23/2024 09:00:00 AM,04/23/2024 10:00:00 AM,60,Yes,No',
    ].join('\n')
    expect(read(newer)).toEqual([{ name: 'Ada Byron', email: 'ada@example.com', minutes: 60 }])
  })

  test('is read as a sum of each, with semicolons, and of a webinar, section by section', () => {
    expect(read('Name (Original Name);User Email;Total Duration (Minutes);Guest\nAda;ada@example.com;62,5;No')).toEqual(
      [{ name: 'Ada', email: 'ada@example.com', minutes: 62.5 }],
    )
    const webinar = [
      'Attendee Report',
      'Report Generated:,"04/23/2024 11:00:00 AM"',
      'Topic,Webinar ID,# Registered',
      'KPIs,843,2',
      'Host Details',
      'Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest',
      'Yes,Karl,karl@example.com,a,b,90,No',
      'Attendee Details',
      'Attended,User Name (Original Name),First Name,Last Name,Email,Join Time,Leave Time,Time in Session (minutes),Is Guest',
      'Yes,Ada,Ada,Byron,ada@example.com,a,b,45,Yes',
      'No,Ben,Ben,Bell,ben@example.com,--,--,--,--',
    ].join('\n')
    expect(read(webinar).map(({ name, minutes }) => [name, minutes])).toEqual([
      ['Karl', 90],
      ['Ada', 45],
      ['Ben', 0],
    ])
  })

  test.each([
    ['an empty file', new Uint8Array(), 'The file is empty.'],
    ['nothing but blanks', bytes(' \r\n\r\n'), 'The file is empty.'],
    ['a huge file', new Uint8Array(reportBytes + 1).fill(65), 'larger than 1 MB'],
    ['an Excel workbook', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'Excel workbook'],
    ['a picture', bytes('GIF89a\u0000\u0001'), 'isn’t a text file'],
    ['another table', bytes('Title,Price\nBook,3'), 'no columns for the name and the duration'],
    ['headings alone', bytes('Name (Original Name),User Email,Duration (Minutes)\n'), 'no participants'],
    ['a formula for minutes', bytes('Name,Duration (Minutes)\nAda,=1+1'), 'In line 2, the minutes aren’t a number'],
    ['minutes without end', bytes('Name,Duration (Minutes)\nAda,1e99'), 'aren’t a number'],
    [
      'an open quotation mark',
      bytes('Name,Duration (Minutes)\n"Ada,60'),
      'In line 2, a quotation mark is never closed',
    ],
  ])('that is %s is refused with a sentence', (_, file, words) => {
    expect(() => readReport(file)).toThrow(words)
    expect(() => readReport(file)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'attendance.bad-report' }))
  })

  test('takes a name that looks like a formula for the text that it is', () => {
    expect(read('Name,Duration (Minutes)\n"=HYPERLINK(""http://x"")",60')).toEqual([
      { name: '=HYPERLINK("http://x")', minutes: 60 },
    ])
  })
})

describe('matching', () => {
  const roster = [
    { personId: 'per_ada', name: 'Ada Byron', email: 'ada@example.com' },
    { personId: 'per_ben', name: 'Ben Bell', email: 'ben@example.com' },
    { personId: 'per_jo1', name: 'Jo Smith', email: 'jo1@example.com' },
    { personId: 'per_jo2', name: 'Jo  Smith', email: 'jo2@example.com' },
  ]

  test('goes by address, then by the exact name, and adds up who came twice', () => {
    const { matched, unmatched } = matchReport(
      [
        someone('Ada at home', 20, { email: 'ada@example.com' }),
        someone('ADA  byron', 15),
        someone('BB', 50, { originalName: 'Ben Bell', email: 'private@example.org' }),
      ],
      roster,
    )
    expect(matched.map(({ personId, minutes, by }) => [personId, minutes, by])).toEqual([
      ['per_ada', 35, 'email'],
      ['per_ben', 50, 'name'],
    ])
    expect(unmatched).toEqual([])
  })

  test('leaves to people a name that two have, one that nobody has, and a namesake with another address', () => {
    const left = [
      someone('Jo Smith', 60),
      someone('iPhone', 60),
      someone('Ada Byron', 60, { email: 'other-ada@example.org' }),
    ]
    const { matched, unmatched } = matchReport([someone('A', 1, { email: 'ada@example.com' }), ...left], roster)
    expect(matched.map(({ personId, minutes }) => [personId, minutes])).toEqual([['per_ada', 1]])
    expect(unmatched).toEqual(left)
  })
})
