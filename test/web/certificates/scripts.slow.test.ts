import { badgeCredential, type Certificate } from '@lectern/core/teaching'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, test } from 'vitest'
import { drawCertificate } from '../../../packages/web/src/pages/certificates/sheet/draw-certificate.ts'
import { isWholeBesidesName } from '../../../packages/web/src/pages/certificates/sheet/printed.ts'
import { drawInvoice } from '../../../packages/web/src/pages/orders/invoice/draw-invoice.ts'
import type { InvoiceFacts } from '../../../packages/web/src/pages/orders/invoice/invoice-facts.ts'

/** Without blanks. */
const bare = (text: string): string => text.replace(/\s/g, '')

const wordsOf = async (bytes: Uint8Array): Promise<string> => {
  const pdf = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false }).promise
  const { items } = await (await pdf.getPage(1)).getTextContent()
  await pdf.loadingTask.destroy()
  // Lines close up, so blanks tell nothing.
  return bare(items.map((item) => ('str' in item ? item.str : '')).join(''))
}

const certificate: Certificate = {
  ...{ id: 'q3Zb0sXyT1uLw8dKfRjVh2NcE5g', event: '5w22', personId: 'per_1', name: 'Ada Byron' },
  ...{ title: 'Sales', kindLine: 'Five-week class', organizer: 'Small Biz', instructors: ['James Kernan'] },
  ...{ startsAt: '2024-04-23T16:00:00Z', endsAt: '2024-05-21T17:00:00Z', zone: 'America/Los_Angeles' },
  ...{ attended: 4, needed: 4, sessions: 5, issuedAt: '2024-05-21T17:00:00Z' },
}
const address = `https://lectern.example/certificates/${certificate.id}`

const invoice = (name: string, title = 'Sales'): InvoiceFacts => ({
  ...{
    number: '2024-0001',
    title: 'Invoice 2024-0001',
    organizer: ['Small Biz', '1 Main Street'],
    date: certificate.issuedAt,
  },
  ...{ dates: [{ term: 'Issued', detail: 'May 21, 2024' }], billTo: [name, 'ada@example.com'], shipTo: [] },
  lines: [{ title, notes: ['Seat'], quantity: '1', list: '$1.00', discount: '', amount: '$1.00' }],
  ...{ sums: [{ label: 'Total', amount: '$1.00' }], payment: ['Paid'] },
})

/** Names as people have them, and what can be printed of each. */
const names = [
  ['Chinese', '李小龍', ''],
  ['Japanese', 'さとう エイダ', ''],
  ['Korean', '김철수', ''],
  ['Arabic', 'محمد علي', ''],
  ['Hebrew', 'דָּוִד לֵוִי', ''],
  ['Thai', 'สมชาย ใจดี', ''],
  ['Devanagari', 'राम शर्मा', ''],
  ['Tamil', 'கண்ணன்', ''],
  ['emoji alone', '🎉👩🏽‍💻', ''],
  ['letters of mathematics', '𝓐𝓭𝓪', ''],
  ['private use', '\ue000\ue001', ''],
  ['an emoji beside it', 'Ada 👩🏽‍💻 Byron', 'Ada Byron'],
  ['a second script beside it', 'Ada Byron (李小龍)', 'Ada Byron'],
  ['an Arabic name beside it', 'محمد Ali', 'Ali'],
  ['marks that combine, taken apart', 'Zoe\u0308 Nu\u0301n\u0303ez', 'Zoë Núñez'],
  ['a flag within it', 'Ada 🇺🇸 Byron', 'Ada Byron'],
] as const

describe('whatever letters a name has, its certificate and its invoice come', () => {
  test.each(names)('%s', async (_, name, printed) => {
    const sheet = await wordsOf(await drawCertificate({ ...certificate, name }, address))
    const bill = await wordsOf(await drawInvoice(invoice(name)))
    expect(sheet).toContain(bare(`This certifies that${printed || 'The person named on its page'}attended`))
    expect(bill).toContain(bare(printed || '(in letters that can’t be printed here)'))
    expect(bill.includes(bare('Some characters can’t be printed'))).toBe(printed !== name.normalize('NFC'))
    // The badge has all of it.
    expect(JSON.stringify(badgeCredential({ ...certificate, name }, 'https://lectern.example'))).toContain(name)
  })

  test.each(names)('%s: also a title, an organizer, and an instructor of such a name', async (_, words, printed) => {
    const other = { ...certificate, title: words, organizer: words, instructors: ['James Kernan', words] }
    const sheet = await wordsOf(await drawCertificate(other, address))
    for (const instead of ['The event named', 'The organizer named', 'an instructor named on its page'])
      expect([instead, sheet.includes(bare(instead))]).toEqual([instead, printed === ''])
    expect(sheet).toContain(bare(`James Kernan and ${printed || 'an instructor'}`))
    if (printed !== '') expect(sheet.split(bare(printed)).length).toBeGreaterThanOrEqual(4)
    expect(isWholeBesidesName(other)).toBe(printed === words.normalize('NFC'))
    const bill = await wordsOf(await drawInvoice({ ...invoice('Ada', words), organizer: [words, '1 Main Street'] }))
    expect(bill).toContain(bare(printed || '(in letters that can’t be printed here)'))
  })
})
