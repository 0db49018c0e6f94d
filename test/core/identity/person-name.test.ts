import { nameFromEmail, PersonName } from '@lectern/core/identity'
import { describe, expect, test } from 'vitest'

describe('a name leads nowhere', () => {
  test.each([
    'URGENT pay at https://evil.example',
    'Pay at evil.example',
    'evil.example/pay now',
    'http:evil',
    'hxxps://evil',
    'bit.ly/3xY',
    't.co/x',
    'Go to x.com',
    'win.a.prize.zip',
    'pay@evil.example',
    'Write to pay@localhost',
    'www.evil',
    'WWW.EVIL.EXAMPLE',
    'evil。example',
    'ｅｖｉｌ．ｅｘａｍｐｌｅ',
    'ev\u200bil.exam\u2060ple',
    'evil[.]example',
    'evil (dot) example',
    'пример.рф',
    'see xn--e1afmkfd.xn--p1ai',
    '10.0.0.1:8080',
    'mailto:pay',
    'tel:+1900555',
    'evil . com',
    'Go to evil .com now',
    'evil. com',
    'EVIL DOT COM',
    'evil punto com',
    'x at gmail dot com',
    'Call +1 (916) 555-0100',
    '916-555-0100',
    '９１６５５５０１００',
    'pay.win',
    'pay.evil.shop',
  ])('%s is no name', (name) => {
    expect(PersonName.safeParse(name).success).toBe(false)
  })

  test.each([
    'Ada Lovelace',
    'J.R.R. Tolkien',
    'J.Smith',
    'Dr.Grace Hopper',
    'Mary St.John',
    'Martin Luther King, Jr.',
    'Ann Lee, Ph.D., M.Sc.',
    'Sammy Davis,Jr.',
    'A.J. Styles',
    "Sinéad O'Connor",
    'María-José Ñu',
    '李小龍',
    'Иван Петров',
    'AC/DC',
    'Ben @ Acme',
    'Anna (she/her)',
    'X Æ A-12',
    'Sara B. 2.0',
    'Anna.Maria',
    'Smith.Jones',
    'Jean-Luc.Picard',
    'Иван.Петров',
    'Maria A. de Souza',
    'Maria A . de Souza',
    'Dorothy Dot Cotton',
    'Ann Lee, class of 2024',
  ])('%s is one', (name) => {
    expect(PersonName.parse(name)).toBe(name)
  })

  test('the name that is made of an address leads nowhere either', () => {
    expect(nameFromEmail('evil.com@mail.example')).toBe('evil com')
    expect(nameFromEmail('ada.lovelace+x@mail.example')).toBe('ada lovelace x')
    expect(nameFromEmail('_@mail.example')).toBe('Someone')
  })
})
