import { findProducts, formatOf, readSku } from '../catalog/index.ts'
import { sendMail } from '../mail/index.ts'
import { countryName, type Instant } from '../platform/index.ts'
import {
  type Address,
  callBuyer,
  findOrder,
  isTitle,
  liveLines,
  type Order,
  orderNumber,
  orderUrl,
} from '../registration/index.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { findPreorders } from './preorders.ts'

/** An address in one line, as it would be written. */
const inOneLine = ({ name, line1, line2, city, region, postalCode, country }: Address): string =>
  [name, line1, line2, city, [region, postalCode].filter(Boolean).join(' '), countryName(country)]
    .filter(Boolean)
    .join(', ')

/** What formats are called, "Managed Services in a Month: E-book", by their skus; one that is gone goes by its sku. */
const namesOf = async (context: DeliveryContext, skus: readonly string[]): Promise<Map<string, string>> => {
  const products = await findProducts(
    context.table,
    skus.map((sku) => readSku(sku)?.offering ?? ''),
  )
  return new Map(
    skus.map((sku) => {
      const read = readSku(sku)
      const product = read && products.get(read.offering)
      const format = product && formatOf(product, read.item)
      return [sku, product && format ? `${product.title}: ${format.name}` : sku]
    }),
  )
}

const goodsOf = async (context: DeliveryContext, order: Order) => {
  const goods = liveLines(order)
    .filter(isTitle)
    .map((line) => line.goods)
  const downloads = [...new Set(goods.flatMap((one) => one.downloads))]
  const copies = [...new Set(goods.flatMap((one) => one.copies))]
  const names = await namesOf(context, [...downloads, ...copies])
  return { downloads, copies, named: (skus: readonly string[]) => skus.map((sku) => names.get(sku) ?? sku) }
}

/** To the buyer of titles: what can be downloaded where, and what goes by post. */
export const sendTitlesMail = async (context: DeliveryContext, order: Order, now: Instant): Promise<void> => {
  if (!liveLines(order).some(isTitle)) return
  const { downloads, copies, named } = await goodsOf(context, order)
  const { awaited, said } = await findPreorders(context.table, order, downloads)
  await sendMail(context, now, {
    template: 'titles-ready',
    to: order.buyer.email,
    key: `titles-ready:${order.id}`,
    orderId: order.id,
    props: {
      name: callBuyer(order),
      orderNumber: orderNumber(order),
      downloads: named(downloads.filter((sku) => !awaited.has(sku))),
      ...(awaited.size > 0 ? { awaited: named([...awaited]) } : {}),
      copies: named(copies),
      ...(order.shipTo ? { shipTo: inOneLine(order.shipTo) } : {}),
      orderUrl: orderUrl(context, order.id),
    },
  })
  await said()
}

/** To the buyer of copies: the parcel is on its way. */
export const sendShippedMail = async (context: DeliveryContext, orderId: string, now: Instant): Promise<void> => {
  const order = await findOrder(context.table, orderId)
  if (order?.shipment?.state !== 'shipped' || !order.shipTo) return
  const { carrier, tracking } = order.shipment
  const { copies, named } = await goodsOf(context, order)
  await sendMail(context, now, {
    template: 'order-shipped',
    to: order.buyer.email,
    key: `order-shipped:${order.id}`,
    orderId: order.id,
    props: {
      name: callBuyer(order),
      orderNumber: orderNumber(order),
      copies: named(copies),
      shipTo: inOneLine(order.shipTo),
      ...(carrier ? { carrier } : {}),
      ...(tracking ? { tracking } : {}),
      orderUrl: orderUrl(context, order.id),
    },
  })
}
