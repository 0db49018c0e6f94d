import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { linkNames, needs } from '../../packages/functions/src/config.ts'
import { fakeSecrets, type Graph } from './evaluate.ts'
import { expectedFunctions } from './expected.ts'
import { root } from './platform.ts'
import { type FunctionOfGraph, functionsOf, input, ofType, readable, trustOf } from './read-graph.ts'

const secretNames: Record<string, string> = linkNames

/** What each of them is told. */
const everyFunction = ['VERSION', 'POWERTOOLS_SERVICE_NAME']

const onlyLambda = [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }]

/** What is wrong with one function, in sentences. */
const checkFunction = (fn: FunctionOfGraph): string[] => {
  const expected = expectedFunctions[fn.entry]
  if (!expected) return [`${fn.entry} runs and nobody expects it`]
  const findings: string[] = []
  const must = (holds: boolean, words: string) => {
    if (!holds) findings.push(`${fn.entry}: ${words}`)
  }
  must(existsSync(join(root, fn.handler.replace(/\.handler$/, '.ts'))), `there is no file for ${fn.handler}`)
  must(input(fn.resource, 'runtime') === 'nodejs24.x', 'does not run on Node 24')
  must(String(input(fn.resource, 'architectures')) === 'arm64', 'does not run on arm64')
  must(input(fn.resource, 'memorySize') === expected.memory, `has not ${expected.memory} MB`)
  must(input(fn.resource, 'timeout') === expected.timeout, `may not take ${expected.timeout} seconds`)
  must(input(fn.resource, 'tracingConfig', 'mode') === 'Active', 'is not traced')
  must(input(fn.resource, 'loggingConfig', 'logFormat') === 'JSON', 'does not log as JSON')

  const trust = trustOf(fn.role)
  must(JSON.stringify(trust) === JSON.stringify(onlyLambda), `trusts others than Lambda: ${JSON.stringify(trust)}`)
  const attached = input<string[]>(fn.role, 'managedPolicyArns') ?? []
  must(attached.length === 0, `has policies that are not ours: ${attached.join(' ')}`)
  const may = fn.statements.map(readable).sort()
  for (const line of may) must(expected.may.includes(line), `may, and should not: ${line}`)
  for (const line of expected.may) must(may.includes(line), `may not, and should: ${line}`)
  const wildcard = fn.statements.flatMap(({ Action }) => Action).filter((action) => action.includes('*'))
  must(wildcard.length === 0, `has wildcard actions: ${wildcard.join(' ')}`)

  const names: readonly string[] = needs[fn.entry as keyof typeof needs] ?? []
  const links = Object.keys(fn.build.links).sort()
  const secrets = names.flatMap((name) => secretNames[name] ?? []).sort()
  must(String(links) === String(secrets), `is linked with ${links.join(' ')}, and needs ${secrets.join(' ')}`)
  const plain = names.filter((name) => !(name in secretNames))
  const given = Object.keys(fn.environment).filter((name) => !everyFunction.includes(name) && !name.startsWith('SST_'))
  must(String(given.sort()) === String([...plain].sort()), `is told ${given.join(' ')}, and needs ${plain.join(' ')}`)
  return findings
}

/** Everything that is counted names this stage, and the alarms on what we count look at the same name. */
const checkService = (graph: Graph, functions: FunctionOfGraph[]): string[] => {
  const watched = ofType(graph, 'aws:cloudwatch/metricAlarm:MetricAlarm').flatMap((alarm) => {
    const dimensions = input<Record<string, string>>(alarm, 'dimensions') ?? {}
    return dimensions.service === undefined ? [] : [dimensions.service]
  })
  const names = new Set([...watched, ...functions.map((fn) => fn.environment.POWERTOOLS_SERVICE_NAME)])
  const [name] = names
  const sound = watched.length > 0 && names.size === 1 && name?.startsWith(`${graph.app.name}-`)
  return sound ? [] : [`logs and metrics go under ${[...names].join(', ')}, or no alarm watches them`]
}

/** Functions: all that there should be, each as it should be. */
export const checkFunctions = (graph: Graph): string[] => {
  const functions = functionsOf(graph)
  const missing = Object.keys(needs).filter((entry) => !functions.some((fn) => fn.entry === entry))
  return [
    ...missing.map((entry) => `nothing runs ${entry}`),
    ...functions.flatMap(checkFunction),
    ...checkService(graph, functions),
  ]
}

/** Where a secret's value stands in the open: anywhere but in what SST encrypts into bundles. */
export const checkSecrets = (graph: Graph): string[] =>
  graph.resources
    // Components' own arguments; what is made of them stands beside them.
    .filter(({ type }) => !type.startsWith('sst:'))
    .flatMap(({ type, name, inputs }) => {
      const text = JSON.stringify(inputs)
      return Object.entries(fakeSecrets)
        .filter(([, value]) => text.includes(value))
        .map(([secret]) => `${secret} stands in the open in ${type} ${name}`)
    })
