import { matchReport, readReport } from '@lectern/core/teaching'
import { describe, expect, test } from 'vitest'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, mark = '\ufeff') => new Uint8Array(Buffer.from(mark + text, 'utf16le'))
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const people = (bytes: Uint8Array) =>
  readReport(bytes).participants.map(({ name, email, minutes }) => [name, email, minutes])

const teams = [
  '1. Summary',
  'Meeting title\tSales, week 1',
  'Attended participants\t2',
  'Start time\t7/22/26, 7:00:11 PM',
  'Meeting duration\t1h 30m 51s',
  '',
  '2. Participants',
  'Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole',
  'Ada Byron\t7/22/26, 7:02:11 PM\t7/22/26, 8:30:02 PM\t1h 1m 33s\tAda@example.com\tada@corp.example\tAttendee',
  'Ben "BB" Bell (Guest)\t7/22/26, 7:05:00 PM\t7/22/26, 7:06:00 PM\t45s\t\t\tAttendee',
  '',
  '3. In-Meeting Activities',
  'Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole',
  'Ada Byron\t7/22/26, 7:02:11 PM\t7/22/26, 7:30:00 PM\t27m 49s\tAda@example.com\tAttendee',
  'Ada Byron\t7/22/26, 7:56:18 PM\t7/22/26, 8:30:02 PM\t33m 44s\tAda@example.com\tAttendee',
  'Ben "BB" Bell (Guest)\t7/22/26, 7:05:00 PM\t7/22/26, 7:05:45 PM\t45s\t\tAttendee',
].join('\r\n')

const inTeams = [
  ['Ada Byron', 'ada@example.com', 61.55],
  ['Ben "BB" Bell', undefined, 0.75],
]

describe('reports as their meetings make them', () => {
  test('Microsoft Teams: tabs, UTF-16 with and without its mark, numbered sections, visits summed once', () => {
    expect(people(utf16(teams))).toEqual(inTeams)
    expect(people(utf16(teams, ''))).toEqual(inTeams)
    expect(people(new Uint8Array(Buffer.from(utf16(teams)).swap16()))).toEqual(inTeams)
    expect(people(utf8(teams))).toEqual(inTeams)
  })

  test('Microsoft Teams as it was before, and in German', () => {
    const older =
      'Meeting Summary\nTotal Number of Participants\t1\n\nFull Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\tParticipant ID (UPN)\nAda\t4/23/2024, 9:00:00 AM\t4/23/2024, 9:30:00 AM\t30m\t\tAttendee\tada@corp.example\nAda\t4/23/2024, 9:20:00 AM\t4/23/2024, 10:05:00 AM\t45m\t\tAttendee\tada@corp.example'
    expect(people(utf16(older))).toEqual([['Ada', 'ada@corp.example', 65]])
    const german =
      '1. Zusammenfassung\nBesprechungstitel\tVertrieb\n\n2. Teilnehmer\nName\tErster Beitritt\tLetztes Verlassen\tBesprechungsdauer\tE-Mail\tTeilnehmer-ID (UPN)\tRolle\nJörg Groß\t23.04.24, 09:00:00\t23.04.24, 10:01:00\t1 Std. 1 Min. 30 Sek.\tjoerg@example.de\tjoerg@example.de\tTeilnehmer'
    expect(people(utf16(german))).toEqual([['Jörg Groß', 'joerg@example.de', 61.5]])
  })

  test('Google Meet', () => {
    const meet =
      'First name,Last name,Email,Duration,Time joined,Time exited\nAda,Byron,ada@example.com,1 hr 5 min,9:00 AM,10:05 AM\nBen,,,58 min,9:02 AM,10:00 AM\nZoë,Ó Súilleabháin,z@example.com,45 sec,9:02 AM,9:03 AM\n'
    expect(people(utf8(meet))).toEqual([
      ['Ada Byron', 'ada@example.com', 65],
      ['Ben', undefined, 58],
      ['Zoë Ó Súilleabháin', 'z@example.com', 1],
    ])
  })

  test.each([
    [
      'German',
      'Name (ursprünglicher Name),E-Mail,Beitrittszeit,Austrittszeit,Dauer (Minuten),Gast,Im Warteraum',
      'Ja',
      'Nein',
    ],
    [
      'French',
      "Nom (nom d'origine),Adresse email,Heure d’arrivée,Heure de départ,Durée (minutes),Invité,Dans la salle d’attente",
      'Oui',
      'Non',
    ],
    [
      'Spanish',
      'Nombre (nombre original),Correo electrónico,Hora de entrada,Hora de salida,Duración (minutos),Invitado,En sala de espera',
      'Sí',
      'No',
    ],
    [
      'older Spanish',
      'Nombre (nombre original),Email del usuario,Hora para unirse,Hora para salir,Duración (minutos),Invitado,En la sala de espera',
      'Sí',
      'No',
    ],
    [
      'Portuguese',
      'Nome (nome original),Email,Ingressar na hora,Hora de saída,Duração (minutos),Convidado,Na sala de espera',
      'Sim',
      'Não',
    ],
    [
      'Italian',
      "Nome (nome originale),Email,Ora di ingresso,Ora di uscita,Durata (minuti),Ospite,In sala d'attesa",
      'Sì',
      'No',
    ],
    [
      'Dutch',
      'Naam (oorspronkelijke naam),Email,Deelnametijd,Vertrektijd,Duur (minuten),Gast,In wachtkamer',
      'Ja',
      'Nee',
    ],
    ['Japanese', '名前(元の名前),メールアドレス,参加時刻,退出時刻,期間(分),ゲスト,待機室内', 'はい', 'いいえ'],
    ['Chinese', '名称(原始名称),电子邮件,加入时间,离开时间,持续时间(分钟),访客,在等候室中', '是', '否'],
    ['Korean', '이름(원래 이름),이메일,참가 시간,나간 시간,기간(분),게스트,대기실에 있음', '예', '아니요'],
    [
      'Russian',
      'Имя (настоящее имя),Электронная почта,Время входа,Время выхода,Длительность (минуты),Гость,В зале ожидания',
      'Да',
      'Нет',
    ],
  ])('Zoom in %s, without the time in the waiting room', (_, heads, yes, no) => {
    const rows = [
      `Ada B (Ada Byron),ada@example.com,04/23/2024 08:50:00 AM,04/23/2024 09:00:00 AM,10,${yes},${yes}`,
      `Ada B (Ada Byron),ada@example.com,04/23/2024 09:00:00 AM,04/23/2024 09:40:00 AM,40,${yes},${no}`,
      `Ada B (Ada Byron),ada@example.com,04/23/2024 09:30:00 AM,04/23/2024 10:00:00 AM,30,${yes},${no}`,
    ]
    expect(people(utf8(`\ufeff${[heads, ...rows].join('\r\n')}`))).toEqual([['Ada B', 'ada@example.com', 60]])
  })

  test('Zoom in a language that nobody listed is read by where things are', () => {
    const rows = 'Jméno účastníka,Pošta,Od,Do,Délka\nAda,ada@example.com,23.04.2024 09:00:00,23.04.2024 09:40:00,40'
    expect(people(utf8(rows))).toEqual([['Ada', 'ada@example.com', 40]])
  })

  test('a report that Excel saved again: semicolons, its own code page, a line that names the separator', () => {
    const rows =
      'Name (ursprünglicher Name);E-Mail;Beitrittszeit;Austrittszeit;Dauer (Minuten)\r\nJörg Groß;j@example.de;23.04.2024 09:00;23.04.2024 10:02;62,5\r\n'
    expect(people(utf8(`\ufeff${rows}`))).toEqual([['Jörg Groß', 'j@example.de', 62]])
    expect(people(latin(rows))).toEqual([['Jörg Groß', 'j@example.de', 62]])
    expect(people(utf8(`sep=;\r\n${rows}`))).toHaveLength(1)
    const sjis = new Uint8Array([0x96, 0xbc, 0x91, 0x4f, 0x2c, 0x8a, 0xfa, 0x8a, 0xd4, 0x0a, 0x89, 0xd4, 0x2c, 0x35])
    expect(people(sjis)).toEqual([['花', undefined, 5]])
  })

  test('one bad row refuses no file: it is reported by its line, and the rest is read', () => {
    const { participants, unread } = readReport(
      utf8(
        'Name,Email,Duration (minutes)\nAda,,5\nBen,ben@x.example,\nCara,,soon\n,,7\nDan "The Man,,9\n"Eve,,3\nFay,,"11"\n',
      ),
    )
    expect(participants.map(({ name, minutes }) => [name, minutes])).toEqual([
      ['Ada', 5],
      ['Dan "The Man', 9],
      ['Fay', 11],
    ])
    expect(unread).toEqual([
      { line: 3, message: "Line 3 doesn't say how long the person stayed." },
      { line: 4, message: 'In line 4, the minutes aren’t a number.' },
      { line: 5, message: 'Line 5 has no name.' },
      { line: 7, message: 'In line 7, a quotation mark is never closed.' },
    ])
  })
})

describe('names as people type them', () => {
  const roster = [
    { personId: 'ob', name: "Ann O'Brien", email: 'ob@x.example' },
    { personId: 'jose', name: 'José Núñez', email: 'jose@x.example' },
    { personId: 'lukasz', name: 'Łukasz Žižek', email: 'l@x.example' },
    { personId: 'smith', name: 'Mary Smith-Jones', email: 'm@x.example' },
    { personId: 'muller', name: 'Jan Muller', email: 'j1@x.example' },
    { personId: 'mueller', name: 'Jan Müller', email: 'j2@x.example' },
  ]
  const found = (name: string) =>
    matchReport([{ name, minutes: 1, time: { spans: [], loose: 1 }, lines: [2] }], roster).matched[0]?.personId

  test.each([
    ['Ann O’Brien', 'ob'],
    ['ann o`brien', 'ob'],
    ['Ann O´Brien', 'ob'],
    ['Jose Nunez', 'jose'],
    ['José Núñez'.normalize('NFD'), 'jose'],
    ['Lukasz Zizek', 'lukasz'],
    ['Mary Smith–Jones', 'smith'],
    ['Mary Smith-Jones (she/her)', 'smith'],
    ['Jan Muller', 'muller'],
    ['Jan Müller', 'mueller'],
    ['Jan Mūller', undefined],
  ])('%s', (name, personId) => {
    expect(found(name)).toBe(personId)
  })
})
