import type { Graph } from './evaluate.ts'
import { functionOf, input, named, ofType, readable, statementsOf, trustOf } from './read-graph.ts'

const queueType = 'aws:sqs/queue:Queue'
const mappingType = 'aws:lambda/eventSourceMapping:EventSourceMapping'

const arnOf = (graph: Graph, name: string): string =>
  `arn:aws:sqs:us-east-1:111122223333:${input<string>(named(graph, queueType, name), 'name')}`

type Must = (holds: boolean, words: string) => void
const collect = (check: (must: Must) => void): string[] => {
  const findings: string[] = []
  check((holds, words) => {
    if (!holds) findings.push(words)
  })
  return findings
}

/** The stream, the queues and the clock: what keeps a message from being lost, or from standing in the way of others. */
export const checkDelivery = (graph: Graph): string[] =>
  collect((must) => {
    const delivery = named(graph, queueType, 'DeliveryQueue')
    const redrive = JSON.parse(input<string>(delivery, 'redrivePolicy') ?? '{}')
    must(redrive.deadLetterTargetArn === arnOf(graph, 'DeliveryDeadLettersQueue'), 'deliveries have no dead letters')
    must(redrive.maxReceiveCount > 14, 'a message gives up before its row, which is tried 14 times')
    const senderTimeout = input<number>(functionOf(graph, 'sender').resource, 'timeout')
    must(
      input<number>(delivery, 'visibilityTimeoutSeconds') >= 6 * senderTimeout,
      'a message comes back while the sender may still be at it',
    )
    must(input<number>(delivery, 'messageRetentionSeconds') >= 3 * 86_400, 'a weekend loses messages')
    for (const name of ['DeliveryDeadLettersQueue', 'OutboxDeadLettersQueue']) {
      must(input(named(graph, queueType, name), 'messageRetentionSeconds') === 1_209_600, `${name} forgets early`)
    }
    const redriveAllow = JSON.parse(
      input<string>(
        named(graph, 'aws:sqs/redriveAllowPolicy:RedriveAllowPolicy', 'DeliveryRedrive'),
        'redriveAllowPolicy',
      ),
    )
    must(String(redriveAllow.sourceQueueArns) === arnOf(graph, 'DeliveryQueue'), 'dead letters have no way back')
    for (const queue of ofType(graph, queueType)) {
      must(input(queue, 'sqsManagedSseEnabled') === true, `${queue.name} is not encrypted`)
      const url = `https://sqs.us-east-1.amazonaws.com/111122223333/${input<string>(queue, 'name')}`
      const policy = ofType(graph, 'aws:sqs/queuePolicy:QueuePolicy').find((each) => input(each, 'queueUrl') === url)
      const [statement] = policy ? JSON.parse(input<string>(policy, 'policy')).Statement : []
      must(
        statement?.Effect === 'Deny' && statement?.Condition?.Bool?.['aws:SecureTransport'] === 'false',
        `${queue.name} takes requests without TLS`,
      )
    }

    const messages = named(graph, mappingType, 'DeliveryMessages')
    must(
      String(input(messages, 'functionResponseTypes')) === 'ReportBatchItemFailures',
      'the sender fails by the batch',
    )
    must(String(input(messages, 'functionName')).includes('SenderFunction'), 'nobody takes deliveries')
  })

export const checkStream = (graph: Graph): string[] =>
  collect((must) => {
    const stream = named(graph, mappingType, 'OutboxStream')
    const patterns = (input<{ pattern: string }[] | undefined>(stream, 'filterCriteria', 'filters') ?? []).map(
      ({ pattern }) => pattern,
    )
    must(
      String(patterns) === '{"eventName":["INSERT"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"outbox#"}]}}}}',
      'the stream brings more, or less, than new outbox rows',
    )
    must(String(input(stream, 'functionName')).includes('OutboxFunction'), 'nobody takes the stream')
    must(
      String(input(stream, 'eventSourceArn')).includes('/stream/'),
      'the outbox takes something else than the stream',
    )
    must(input(stream, 'bisectBatchOnFunctionError') === true, 'one bad record fails those beside it')
    must(String(input(stream, 'functionResponseTypes')) === 'ReportBatchItemFailures', 'the outbox fails by the batch')
    must(input<number>(stream, 'maximumRetryAttempts') > 0, 'a record is tried once, or without end')
    must(input<number>(stream, 'maximumRecordAgeInSeconds') > 0, 'a record stands in the way for a day')
    must(input(stream, 'startingPosition') === 'TRIM_HORIZON', 'what came before the mapping is passed over')
    must(
      input(stream, 'destinationConfig', 'onFailure', 'destinationArn') === arnOf(graph, 'OutboxDeadLettersQueue'),
      'what the stream gives up is told to nobody',
    )
  })

export const checkClock = (graph: Graph): string[] =>
  collect((must) => {
    const schedule = named(graph, 'aws:scheduler/schedule:Schedule', 'EveryMinuteSchedule')
    must(input(schedule, 'scheduleExpression') === 'rate(1 minute)', 'the clock does not run each minute')
    must(input(schedule, 'state') === 'ENABLED', 'the clock is stopped')
    must(input(schedule, 'target', 'retryPolicy', 'maximumRetryAttempts') === 0, 'missed minutes pile up')
    const config = named(
      graph,
      'aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig',
      'ClockEventInvokeConfig',
    )
    must(input(config, 'maximumRetryAttempts') === 0, 'a failed minute is run again beside the next one')
    const role = named(graph, 'aws:iam/role:Role', 'EveryMinuteRole')
    const trusted = JSON.stringify(trustOf(role).map(({ Principal }) => Principal))
    must(trusted === '[{"Service":"scheduler.amazonaws.com"}]', `the schedule's role trusts ${trusted}`)
    const may = statementsOf(role).map(readable)
    must(String(may) === 'lambda: InvokeFunction on Clock', `the schedule may: ${may.join('; ')}`)
  })
