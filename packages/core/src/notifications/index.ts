// What a fact means: acts on each topic of the outbox, and sends its mails.

export { deliver } from './deliver.ts'
export type { DeliveryContext } from './delivery-context.ts'
export { type TopicName, topicLabel, topicLabels } from './topic-labels.ts'
