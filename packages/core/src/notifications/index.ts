// What a fact means: acts on each topic of the outbox, and sends its mails.

export { topicLabel } from './all-topics.ts'
export { deliver } from './deliver.ts'
export type { DeliveryContext } from './delivery-context.ts'
