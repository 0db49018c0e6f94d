import { isTitle, isToShip, pathOf } from '@lectern/core/registration'
import { Badge } from '../../components/badge.tsx'
import { KeyValue } from '../../components/key-value.tsx'
import { Panel } from '../../components/panel.tsx'
import { TitleDownloads } from '../downloads/title-downloads.tsx'
import { formatMoment } from '../event-words.ts'
import { addressLines } from './address-lines.ts'
import type { OrderView } from './load-order.ts'

/** The titles of an order, and as long as they are the buyer's, the way to their files. */
export const OrderTitles = ({ view, token }: { view: OrderView; token?: string }) => {
  const { order, titles } = view
  const bought = order.lines.filter(isTitle)
  if (bought.length === 0) return null
  // What can be downloaded is told with its files below.
  const lines = bought.filter(({ status, goods }) => titles.length === 0 || status === 'ended' || goods?.copies.length)
  return (
    <Panel title={bought.length === 1 ? 'Your title' : 'Your titles'} id="titles">
      {lines.length > 0 && (
        <ul class="grid gap-2">
          {lines.map((line) => (
            <li class="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-t border-base-300 pt-2 first:border-t-0 first:pt-0">
              <span class="min-w-0">
                <a class="text-link font-medium break-words" href={pathOf(line)}>
                  {line.title}
                </a>
                {line.quantity > 1 && <span class="text-muted"> × {line.quantity}</span>}
                <span class="block text-sm text-muted">{line.ticketName}</span>
              </span>
              {line.status === 'ended' && (
                <Badge tone="quiet" dot="hollow">
                  Canceled
                </Badge>
              )}
            </li>
          ))}
        </ul>
      )}
      {titles.length > 0 && <TitleDownloads titles={titles} order={{ id: order.id, token }} />}
    </Panel>
  )
}

/** What goes by post: where to, and how far it has come. */
export const OrderParcel = ({ view }: { view: OrderView }) => {
  const { order, zone, now } = view
  const { shipment, shipTo, status } = order
  const shipped = shipment?.state === 'shipped'
  // Nothing is left to send once its copies were refunded.
  if (!shipTo || !(shipped || isToShip(order) || status === 'awaiting-payment')) return null
  return (
    <Panel
      title="Your parcel"
      id="parcel"
      actions={
        status !== 'awaiting-payment' ? (
          <Badge dot={shipped ? 'success' : 'ending'}>{shipped ? 'Sent' : 'Being packed'}</Badge>
        ) : undefined
      }
    >
      <KeyValue
        facts={[
          { term: 'To', detail: <span class="whitespace-pre-line">{addressLines(shipTo).join('\n')}</span> },
          {
            term: 'Sent',
            detail:
              shipped && shipment.shippedAt
                ? formatMoment(shipment.shippedAt, zone, now)
                : 'Not yet. We’ll email you when it ships.',
          },
          { term: 'With', detail: shipment?.carrier },
          {
            term: 'Tracking',
            detail: shipment?.tracking && <span class="nums font-mono text-sm break-all">{shipment.tracking}</span>,
          },
        ]}
      />
    </Panel>
  )
}
