import { TextLink } from '../components/text-link.tsx'

/** The way to the order or the event that something is about. */
export const SubjectLink = ({ order, event }: { order?: unknown; event?: unknown }) => {
  if (typeof order === 'string') {
    return (
      <TextLink href={`/admin/orders/${encodeURIComponent(order)}`}>
        Order <span class="font-mono text-xs">{order.slice(-6)}</span>
      </TextLink>
    )
  }
  return typeof event === 'string' ? (
    <TextLink href={`/admin/events/${encodeURIComponent(event)}`}>{event}</TextLink>
  ) : null
}
