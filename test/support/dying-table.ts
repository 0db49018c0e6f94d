import type { Table } from '@lectern/core/platform'

/** Lets so many puts of items with some words in them through, as if the process died then. Answers what brings it back. */
export const dyingAfter = (table: Table, words: string, puts: number): (() => void) => {
  let left = puts
  table.client.middlewareStack.add(
    (next, context) => async (args) => {
      const counts = /^Put/.test(String(context.commandName)) && JSON.stringify(args.input).includes(words)
      if (counts && left === 0) throw new Error('killed while recording')
      if (counts) left -= 1
      return next(args)
    },
    { step: 'initialize', name: 'dies' },
  )
  return () => {
    left = 1000
  }
}
