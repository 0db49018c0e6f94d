import type { TestProject } from 'vitest/node'
import { startDynamo } from '../../packages/local/src/dynamo.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    dynamoEndpoint: string
  }
}

/** One database engine for the whole run, in memory; each test file makes a table of its own on it. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const engine = await startDynamo()
  project.provide('dynamoEndpoint', engine.endpoint)
  return engine.stop
}
