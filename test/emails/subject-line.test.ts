import { expect, it } from 'vitest'
import { subjectLine } from '../../emails/subject-line.ts'

it('keeps ordinary words as they are', () => {
  expect(subjectLine('Your refund of $399.00 is on its way')).toBe('Your refund of $399.00 is on its way')
})

it('makes one line of line breaks, tabs and other control characters', () => {
  expect(subjectLine(' New time:\r\nBcc: a@b.example\t\u0000\u2029x ')).toBe('New time: Bcc: a@b.example x')
})

it('drops characters that turn the direction of text', () => {
  expect(subjectLine('Receipt \u202egpj.exe\u202c for \u2066you\u2069')).toBe('Receipt gpj.exe for you')
})

it('cuts a long title between words, with no comma before the ellipsis', () => {
  const title = 'Cancelled: Managing Your Service Board: Setup, Core SOPs, and the Daily Procedures, every day'
  expect(subjectLine(title)).toBe('Cancelled: Managing Your Service Board: Setup, Core SOPs, and the Daily…')
})

it('cuts one endless word without splitting a character', () => {
  const subject = subjectLine('🎓'.repeat(200))
  expect(subject).toBe(`${'🎓'.repeat(79)}…`)
})
