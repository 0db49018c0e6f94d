import { matchReport, readReport } from '@lectern/core/teaching'
import { describe, expect, test } from 'vitest'

const read = (text: string) => readReport(new TextEncoder().encode(text))
const matchedOf = (
  rows: readonly { name: string; email?: string }[],
  roster: readonly { personId: string; name: string; email: string }[],
) => {
  const report = rows.map((row, at) => ({ ...row, minutes: 1, time: { spans: [], loose: 1 }, lines: [at + 2] }))
  return matchReport(report, roster).matched.map(({ personId, by }) => [personId, by])
}

describe('people by the names they show', () => {
  const roster = [
    { personId: 'ada', name: 'Ada Byron', email: 'ada@xn--mnchen-3ya.de' },
    { personId: 'she', name: 'Beth Jones (she/her)', email: 'b@x.example' },
    { personId: 'bob', name: 'Robert Bell', email: 'r@x.example' },
    { personId: 'semyon', name: 'Семён Королёв', email: 's@x.example' },
    { personId: 'giorgos', name: 'Γιώργος Νικολάου', email: 'g@x.example' },
    { personId: 'gross', name: 'Jörg Groß', email: 'j@x.example' },
  ]

  test.each([
    ['Byron, Ada', 'ada'],
    ['Ada\u200b Byron', 'ada'],
    ['Ada Byron [she/her]', 'ada'],
    ['ada  byron (ADA)', 'ada'],
    ['Beth Jones', 'she'],
    ['Beth Jones (they)', 'she'],
    ['Robert “Bob” Bell', 'bob'],
    ['Robert "Bob" Bell', 'bob'],
    ['Robert (Bob) Bell', 'bob'],
    ['Семен Королев', 'semyon'],
    ['ΓΙΩΡΓΟΣ ΝΙΚΟΛΑΟΥ', 'giorgos'],
    ['JÖRG GROSS', 'gross'],
  ])('%s', (name, personId) => expect(matchedOf([{ name }], roster)).toEqual([[personId, 'name']]))

  test('an address is found however its domain is written', () => {
    const { participants } = read('Name,Email,Minutes\nTablet,Ada@MÜNCHEN.de,5')
    expect(matchReport(participants, roster).matched).toMatchObject([{ personId: 'ada', by: 'email' }])
  })

  test('of two on the roster with one address, the name says which', () => {
    const two = [
      { personId: 'ann', name: 'Ann Office', email: 'office@x.example' },
      { personId: 'bob', name: 'Bob Office', email: 'office@x.example' },
    ]
    const email = 'office@x.example'
    expect(
      matchedOf(
        [
          { name: 'Ann Office', email },
          { name: 'Bob Office', email },
        ],
        two,
      ),
    ).toEqual([
      ['ann', 'email'],
      ['bob', 'email'],
    ])
    expect(matchedOf([{ name: 'Tablet', email }], two)).toEqual([])
  })

  test('two of one name are neither, unless the address says which', () => {
    const two = [
      { personId: '1', name: 'Ann Lee', email: '1@x.example' },
      { personId: '2', name: 'Ann Lee', email: '2@x.example' },
    ]
    expect(matchedOf([{ name: 'Ann Lee' }], two)).toEqual([])
    expect(matchedOf([{ name: 'Lee, Ann' }], two)).toEqual([])
    expect(matchedOf([{ name: 'Ann Lee', email: '2@x.example' }], two)).toEqual([['2', 'email']])
  })
})
