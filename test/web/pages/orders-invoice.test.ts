import { firstOrganizer, logoSize } from '@lectern/core/organizer'
import { orderNumber, orderToken, refundOrder } from '@lectern/core/registration'
import { encode } from 'fast-png'
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawInvoice } from '../../../packages/web/src/pages/orders/invoice/draw-invoice.ts'
import { type InvoiceFacts, invoiceFacts } from '../../../packages/web/src/pages/orders/invoice/invoice-facts.ts'
import { seedProgram } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { getOrder, orderTitles, seedStore, toPortland } from './orders-seed.ts'
import { readText } from './page-text.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite({ now: '2024-02-29T18:04:00Z' })
  await seedProgram(site.table, site.clock.now)
  await seedStore(site.table, site.clock.now)
})
afterAll(() => site.stop())

const organizer = firstOrganizer({
  name: 'Small Biz Community',
  email: 'hello@lectern.example',
  postalAddress: '1 Main Street',
})
const withEverything = {
  lines: [{ sku: 'month:e-book' }, { sku: 'month:paperback', quantity: 2 }, { sku: '5w22:seat' }],
  codes: ['leap29'],
  shipTo: toPortland,
  billing: { company: 'Ζωή & Жанна Α.Ε.', purchaseOrder: 'PO-2024-0077' },
}

/** What a PDF says, page by page: letters drawn by different parts of the typeface close up again, lines stay apart. */
const readPdf = async (bytes: Uint8Array) => {
  const pdf = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false }).promise
  const pages: string[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent()
    pages.push(items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''))
  }
  const { info } = (await pdf.getMetadata()) as { info: Record<string, unknown> }
  const tree = await (await pdf.getPage(1)).getStructTree()
  await pdf.loadingTask.destroy()
  return { pages, text: pages.join('\n'), info, tree: JSON.stringify(tree) }
}

const ask = async (id: string, token = orderToken(site.services.secret, id)) =>
  site.request(`/orders/${id}/invoice.pdf?token=${token}`)
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer())

describe('the organizer’s logo', () => {
  test('is on an invoice, in its shape, and is a picture of the file', async () => {
    const buyer = { email: 'logo@example.com', name: 'Lola Gomez' }
    const order = await orderTitles(site, { ...withEverything, buyer })
    const png = encode({ width: 80, height: 20, data: new Uint8Array(80 * 20 * 4).fill(90), channels: 4, depth: 8 })
    const logo = { png, ...logoSize({ hash: 'a', width: 80, height: 20 }, 36, 160) }
    expect(logo).toMatchObject({ width: 80, height: 20 })
    const picturesIn = async (facts: InvoiceFacts) => {
      const pdf = await getDocument({ data: new Uint8Array(await drawInvoice(facts)), useSystemFonts: false }).promise
      const { fnArray } = await (await pdf.getPage(1)).getOperatorList()
      await pdf.loadingTask.destroy()
      return fnArray.filter((operation) => operation === OPS.paintImageXObject).length
    }
    const facts = invoiceFacts(order, organizer)
    expect([await picturesIn({ ...facts, logo }), await picturesIn(facts)]).toEqual([1, 0])
  })
})

describe('an invoice', () => {
  test('says who sold what to whom, why it cost what it did, and how it was paid', async () => {
    const order = await orderTitles(site, withEverything)
    const answer = await ask(order.id)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="invoice-2024-0001.pdf"')
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    const { text, info, tree } = await readPdf(await bytesOf(answer))
    for (const words of [
      'Small Biz Community',
      '1 Main Street, Sacramento, CA',
      '2024-0001',
      orderNumber(order),
      'Thu, Feb 29, 2024, 10:04 AM Pacific',
      'Łukasz Žižek',
      'Ζωή & Жанна Α.Ε.',
      'PO-2024-0077',
      '12 Harbor Street',
      'Portland, OR 97201',
      'United States',
      'Managed Services in a Month',
      'Paperback, $33.33 each',
      'Leap day (LEAP29): −$',
      'MSP Professional Sales Program',
      'Shipping',
      'Total, in US dollars',
      `$${(order.totalCents / 100).toFixed(2)}`,
      'via Stripe',
      String(order.paymentId),
      'US dollars (USD)',
      'Page 1 of 1',
    ])
      expect(text).toContain(words)
    expect(text).not.toContain('Refund')
    expect(info).toMatchObject({ Title: 'Invoice 2024-0001', Language: 'en-US', CreationDate: 'D:20240229180400Z' })
    for (const role of ['H1', 'Table', 'TR', 'TH', 'TD']) expect(tree).toContain(`"role":"${role}"`)
  })

  test('is the same file each time, until something becomes of the order', async () => {
    const order = await orderTitles(site, { lines: [{ sku: 'month:e-book' }] })
    const [first, again] = [await bytesOf(await ask(order.id)), await bytesOf(await ask(order.id))]
    expect(Buffer.from(first).equals(Buffer.from(again))).toBe(true)
    await refundOrder(site.services, order.id, {}, site.clock.now)
    const { text } = await readPdf(await bytesOf(await ask(order.id)))
    expect(text).toContain('Refund of Thu, Feb 29, 2024')
    expect(text).toContain('−$19.99')
    expect(text).toContain('Paid, less refunds')
    expect(text).toContain('$0.00')
  })

  test('is for its buyer, anyone who has its token, and admins; for nobody else is there one', async () => {
    const order = await orderTitles(site, { lines: [{ sku: 'month:e-book' }] })
    const path = `/orders/${order.id}/invoice.pdf`
    const buyer = await site.signIn('lukasz@example.com')
    const admin = await site.signIn('karl@example.com', { admin: true })
    const stranger = await site.signIn('stranger@example.com')
    expect((await buyer.get(path)).status).toBe(200)
    expect((await admin.get(path)).status).toBe(200)
    expect((await stranger.get(path)).status).toBe(404)
    expect((await site.request(path)).status).toBe(404)
    expect((await ask(order.id, 'wrong')).status).toBe(404)
    expect((await ask('ord_none')).status).toBe(404)
  })

  test('of what was free says so; of what is not paid there is none yet', async () => {
    const free = await orderTitles(site, { lines: [{ sku: 'checklist:pdf' }] })
    expect((await readPdf(await bytesOf(await ask(free.id)))).text).toContain('No payment needed.')
    const unpaid = await orderTitles(site, { lines: [{ sku: 'month:e-book' }] }, { paid: false })
    const refused = await ask(unpaid.id)
    expect(refused.status).toBe(409)
    expect(await readText(refused)).toContain('The invoice will be available once the order is confirmed or paid.')
  })

  test('of many lines goes on over pages, each with its headings, and no line is lost', async () => {
    const order = await orderTitles(site, { lines: [{ sku: 'month:e-book' }] })
    const [line] = order.lines
    if (!line) throw new Error('no line')
    const lines = Array.from({ length: 25 }, (_, index) => ({
      ...line,
      id: `l${index}`,
      title: `Volume ${index + 1} of a series whose name takes more than one line of an invoice, and has no end`,
    }))
    const facts = invoiceFacts({ ...order, lines, taxCents: 165 }, organizer)
    const { pages, text } = await readPdf(await drawInvoice(facts))
    expect(pages.length).toBeGreaterThan(1)
    for (let number = 1; number <= 25; number += 1) expect(text).toContain(`Volume ${number} of a series`)
    const withLines = pages.filter((page) => page.includes('of a series'))
    for (const page of withLines) expect(page).toContain('List price')
    for (const [index, page] of pages.entries()) expect(page).toContain(`Page ${index + 1} of ${pages.length}`)
    expect(text).toContain('Sales tax')
  })

  test('writes long words and other alphabets, and does not break on those it cannot write', async () => {
    const order = await getOrder(site, (await orderTitles(site, { lines: [{ sku: 'checklist:pdf' }] })).id)
    const name = `Đặng Ơn Ἀθηνᾶ Ёлка ${'x'.repeat(120)} 中文 🎉`
    const facts = invoiceFacts({ ...order, buyer: { ...order.buyer, name } }, organizer)
    const { text } = await readPdf(await drawInvoice(facts))
    expect(text).toContain('Đặng Ơn Ἀθηνᾶ Ёлка')
    expect(text.replace(/\n/g, '')).toContain('x'.repeat(120))
  })

  test('prints what it can of a name and says that it left something out', async () => {
    const order = await getOrder(site, (await orderTitles(site, { lines: [{ sku: 'checklist:pdf' }] })).id)
    const invoice = async (name: string) => {
      const facts = invoiceFacts({ ...order, buyer: { ...order.buyer, name } }, organizer)
      return (await readPdf(await drawInvoice(facts))).text
    }
    const left = 'Some characters can’t be printed'
    expect(await invoice('Ada 🎉 Byron')).toMatch(/Ada Byron[\s\S]*Some characters can’t be printed/)
    expect(await invoice('李小龍')).toContain('(in letters that can’t be printed here)')
    expect(await invoice('Łukasz Žižek')).not.toContain(left)
  })
})
