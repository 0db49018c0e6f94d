import { matchReport, readReport } from '@lectern/core/teaching'
import { describe, expect, test } from 'vitest'

const utf8 = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readReport(utf8(text))
const people = (text: string | Uint8Array) =>
  readReport(typeof text === 'string' ? utf8(text) : text).participants.map(({ name, minutes }) => [name, minutes])
const unreadLines = (text: string) => read(text).unread.map(({ line }) => line)

describe('everyone in a report is listed', () => {
  test('who only waited, or didn’t come, with no time; who waited and came in, once', () => {
    const heads = 'Name,Email,Join time,Leave time,Duration (minutes),Guest,In waiting room'
    const report = [
      heads,
      'Ada,ada@x.example,04/23/2024 08:50:00 AM,04/23/2024 09:00:00 AM,10,Yes,Yes',
      'Ada,ada@x.example,04/23/2024 09:00:00 AM,04/23/2024 09:40:00 AM,40,Yes,No',
      'Ben,ben@x.example,04/23/2024 08:50:00 AM,04/23/2024 09:40:00 AM,50,Yes,Yes',
    ].join('\n')
    expect(people(report)).toEqual([
      ['Ada', 40],
      ['Ben', 0],
    ])
    expect(people('Attended,User Name,Email,Time in Session (minutes)\nYes,Eve,e@x.example,3\nNo,Fay,,--')).toEqual([
      ['Eve', 3],
      ['Fay', 0],
    ])
  })

  test('who was there for no time keeps nobody else from being found by the address', () => {
    const rows =
      'Attended,User Name,Email,Time in Session (minutes)\nYes,Benny B,b@x.example,30\nNo,Someone Else,b@x.example,--'
    const { matched } = matchReport(read(rows).participants, [
      { personId: 'p1', name: 'Ben Bell', email: 'b@x.example' },
    ])
    expect(matched).toMatchObject([{ personId: 'p1', minutes: 30, by: 'email' }])
  })

  test('a name alone above repeated headings is told, and a title is none', () => {
    const report =
      'Name,Duration (minutes)\nAda,5\n\nCy Young,\nName,Duration (minutes)\nBen,6\n\nHost Details,\nName,Duration (minutes)\nEve,7'
    expect(people(report)).toEqual([
      ['Ada', 5],
      ['Ben', 6],
      ['Eve', 7],
    ])
    expect(unreadLines(report)).toEqual([4])
  })

  test('in Swedish, by their addresses; minutes in thousands are thousands', () => {
    const report = 'Namn\tE-post\tVaraktighet\nAda\tada@x.example\t5 min'
    expect(read(report).participants).toMatchObject([{ name: 'Ada', email: 'ada@x.example', minutes: 5 }])
    expect(people('Name,Duration (minutes)\nAda,"1,234"\nBen,"62,5"')).toEqual([
      ['Ada', 1234],
      ['Ben', 62.5],
    ])
  })
})

describe('no row is lost in silence, whatever stands around it', () => {
  test('a quotation mark never closed, in any column, swallows no line below it', () => {
    const report =
      'Attended,User Name,Email,Time in Session (minutes)\nYes,"Eve,e@x.example,3\nYes,Fay,f@x.example,4\nYes,Gus,g@x.example,"5"'
    expect(people(report)).toEqual([
      ['Fay', 4],
      ['Gus', 5],
    ])
    expect(unreadLines(report)).toEqual([2])
  })

  test('a name that looks like a numbered title ends no table', () => {
    const report = 'Name,Email,Duration (minutes)\nAda,,5\n"3. Cara",,\nDan,,9\n4. Eve\nFay,,11'
    expect(people(report)).toEqual([
      ['Ada', 5],
      ['Dan', 9],
      ['Fay', 11],
    ])
    expect(unreadLines(report)).toEqual([3, 5])
  })

  test('someone without minutes right above repeated headings is reported', () => {
    const report = 'Name,Email,Duration (minutes)\nAda,,5\nBen,,\nName,Email,Duration (minutes)\nCara,,9'
    expect(people(report)).toEqual([
      ['Ada', 5],
      ['Cara', 9],
    ])
    expect(unreadLines(report)).toEqual([3])
  })

  test('a person’s own words are no headings', () => {
    expect(people('Name,Email,Duration (minutes)\nNama Rao,ann@dauer.example,58\nBen,b@x.example,9')).toEqual([
      ['Nama Rao', 58],
      ['Ben', 9],
    ])
  })

  test('a webinar’s blocks: hosts, panelists, attendees, and those by telephone', () => {
    const report = [
      'Attendee Report',
      'Report Generated:,"Apr 24, 2024 8:00:00 AM"',
      'Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered,# Cancelled,Unique Viewers,Total Users,Max Concurrent Views',
      'KPIs,875 6533 0005,"Apr 23, 2024 8:55:00 AM",75,4,0,3,4,3',
      'Host Details',
      'Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name',
      'Yes,Karl,karl@x.example,"Apr 23, 2024 08:55:00 AM","Apr 23, 2024 10:05:00 AM",70,No,United States',
      'Attendee Details',
      'Attended,User Name (Original Name),First Name,Last Name,Email,Registration Time,Approval Status,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name',
      'Yes,"Silva, Ana",Ana,Silva,ana@x.example,"Apr 1, 2024 9:00:00 AM",approved,"Apr 23, 2024 09:00:00 AM","Apr 23, 2024 09:30:00 AM",30,Yes,Brazil',
      'Yes,"Silva, Ana",Ana,Silva,ana@x.example,"Apr 1, 2024 9:00:00 AM",approved,"Apr 23, 2024 09:20:00 AM","Apr 23, 2024 10:00:00 AM",40,Yes,Brazil',
      'No,Ben,Ben,,ben@x.example,"Apr 1, 2024 9:00:00 AM",approved,--,--,--,--,',
      'Other Attended',
      'User Name,Join Time,Leave Time,Time in Session (minutes)',
      '1650***1234,"Apr 23, 2024 09:00:00 AM","Apr 23, 2024 09:10:00 AM",10',
    ].join('\r\n')
    expect(people(report)).toEqual([
      ['Karl', 70],
      ['Silva, Ana', 60],
      ['Ben', 0],
      ['1650***1234', 10],
    ])
    expect(unreadLines(report)).toEqual([])
  })

  test('times that can’t be compared, with no minutes beside them, are reported and not taken for none', () => {
    const heads = 'Name,Join time,Leave time'
    expect(people(`${heads}\nAda,30/04/2024 23:50,01/05/2024 00:10\nBen,30/04/2024 23:50,30/04/2024 23:59`)).toEqual([
      ['Ada', 20],
      ['Ben', 9],
    ])
    expect(people(`${heads}\nAda,11/12/2024 23:50,12/12/2024 00:10`)).toEqual([['Ada', 20]])
    expect(people(`${heads}\nAda,"Apr 30, 2024 11:50 PM","May 1, 2024 12:10 AM"`)).toEqual([['Ada', 20]])
    expect(
      people(`${heads}\nAda,30. April 2024 23:50,1. Mai 2024 00:10\nBen,30. April 2024 22:00,30. April 2024 22:09`),
    ).toEqual([
      ['Ada', 20],
      ['Ben', 9],
    ])
    const far = `${heads}\nAda,04/23/2024 09:00,04/20/2024 09:10\nBen,04/23/2024 09:00,04/23/2024 09:10`
    expect(people(far)).toEqual([['Ben', 10]])
    expect(unreadLines(far)).toEqual([2])
  })

  test('one control character, or one broken letter, refuses no file', () => {
    expect(people('Name,Duration (minutes)\nA\u0007da,5\nBen\u0085,6')).toEqual([
      ['Ada', 5],
      ['Ben', 6],
    ])
    const broken = Buffer.concat([
      utf8('\ufeffName,Duration (minutes)\nJosé,5\nBro'),
      Buffer.from([0xc3]),
      utf8('ken,6\n'),
    ])
    expect(people(broken)).toEqual([
      ['José', 5],
      ['Bro\ufffdken', 6],
    ])
    const cut = Buffer.concat([Buffer.from('\ufeffName\tDuration\nJosé\t5m\n', 'utf16le'), Buffer.from([0x41])])
    expect(people(cut)[0]).toEqual(['José', 5])
  })
})

describe('time counts once, also where Teams lists it twice', () => {
  test('visits in a later section of someone whom the summary names under an address', () => {
    const report = [
      '2. Participants',
      'Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail',
      'Ada Byron\t7/22/26, 7:00:00 PM\t7/22/26, 8:30:00 PM\t30m\tada@example.com',
      '',
      '3. In-Meeting Activities',
      'Name\tJoin Time\tLeave Time\tDuration',
      'Ada Byron\t7/22/26, 7:00:00 PM\t7/22/26, 7:30:00 PM\t30m',
      'Ben\t7/22/26, 7:00:00 PM\t7/22/26, 7:10:00 PM\t10m',
    ].join('\n')
    expect(people(report)).toEqual([
      ['Ada Byron', 30],
      ['Ben', 10],
    ])
  })

  test('a date read the wrong way round makes no gap', () => {
    const report =
      'Name,Join time,Leave time,Duration (minutes)\nAda,11/12/2024 23:30,12/12/2024 00:10,40\nAda,12/12/2024 00:00,12/12/2024 00:30,30'
    expect(people(report)).toEqual([['Ada', 60]])
  })

  test('clocks that are written with dots', () => {
    const report =
      'Navn,Beitrittszeit,Austrittszeit,Dauer\nAda,23.04.2024 09.00.00,23.04.2024 09.20.00,20\nAda,23.04.2024 09.10.00,23.04.2024 09.30.00,20'
    expect(people(report)).toEqual([['Ada', 30]])
  })
})

describe('files made by hand', () => {
  test.each([
    ['Name,Minutes\nAda,5'],
    ['Participant name;Email;Minutes attended\nAda;;5'],
    ['Attendee,Time (minutes)\nAda,5'],
    ['Teilnehmer;Minuten\nAda;5'],
    ['Nombre,Minutos\nAda,5'],
    ['Full Name\tMins\nAda\t5'],
    ['Student,Email,Total minutes\nAda,,5'],
    ['Name,Minutes\n"Ada\nByron",5'.replace('\nByron', '')],
  ])('%j', (report) => expect(people(report)).toEqual([['Ada', 5]]))

  test('without a column for the name, the address is the name', () => {
    const { participants } = read('Email,Minutes\nAda@Example.com,5')
    expect(participants).toMatchObject([{ name: 'ada@example.com', email: 'ada@example.com', minutes: 5 }])
  })

  test('a name on two lines of a cell is one', () => {
    expect(people('Name,Minutes\n"Ada\nByron",5\nBen,6')).toEqual([
      ['Ada Byron', 5],
      ['Ben', 6],
    ])
  })
})

describe('lengths in words', () => {
  test.each([
    ['1 h 1 min 33 s', 61.55],
    ['1 Std. 2 Min.', 62],
    ['1 Std. 2 Min. 3 Sek.', 62.05],
    ['1 hr 2 min', 62],
    ['1 hour and 2 minutes', 62],
    ['1 hora y 2 minutos', 62],
    ['1 hora e 2 minutos', 62],
    ['1 heure et 2 minutes', 62],
    ['1 Stunde und 2 Minuten', 62],
    ['1 h 2 min', 62],
    ['1 時間 2 分 3 秒', 62.05],
    ['１時間２分', 62],
    ['5 min.', 5],
    ['45 s', 0.75],
    ['0', 0],
    ['58 ', 58],
    ['\u200e58', 58],
    ['1 tim 2 min', 62],
    ['2 hrs', 120],
    ['1 ora 2 min', 62],
  ])('%s', (cell, minutes) => expect(people(`Name,Duration\nAda,"${cell}"`)).toEqual([['Ada', minutes]]))

  test.each(['-5', '1,234.5', '5 parsecs', 'NaN', '1e3', '--'])('%s is reported', (cell) => {
    expect(unreadLines(`Name,Duration\nBen,1\nAda,"${cell}"`)).toEqual([3])
  })
})
