import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = process.cwd()

/** An editor's "go to definition", over what a few files import. */
const openEditor = (files: string[]) => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files }, ts.sys, root)
  const service = ts.createLanguageService({
    getScriptFileNames: () => files.map((file) => join(root, file)),
    getScriptVersion: () => '1',
    getScriptSnapshot: (file) =>
      ts.sys.fileExists(file) ? ts.ScriptSnapshot.fromString(readFileSync(file, 'utf8')) : undefined,
    getCurrentDirectory: () => root,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    ...(ts.sys.realpath ? { realpath: ts.sys.realpath } : {}),
  })
  /** @param text  a line's part that holds the name */
  return (file: string, text: string, name: string): string[] => {
    const at = readFileSync(join(root, file), 'utf8').indexOf(text)
    if (at < 0) throw new Error(`${file} has no ${text}`)
    const found = service.getDefinitionAtPosition(join(root, file), at + text.indexOf(name)) ?? []
    return found.map(({ fileName }) => relative(root, fileName))
  }
}

const core = 'packages/core/src'
const route = 'packages/api/src/orders/orders.ts'
const deliver = `${core}/notifications/deliver.ts`
const handlers = `${core}/notifications/registration-handlers.ts`

test('the trail of placing an order, from the request to the mail, is followed by "go to definition" alone', () => {
  const definitionOf = openEditor([route, deliver])
  const trail: [file: string, text: string, name: string, to: string][] = [
    [route, 'await placeOrder(', 'placeOrder', `${core}/registration/place-order.ts`],
    [
      `${core}/registration/place-order.ts`,
      'announce(table, orderConfirmed',
      'orderConfirmed',
      `${core}/registration/topics.ts`,
    ],
    // From the queue's side to the same topic, and on to the mail.
    [deliver, '...registrationHandlers', 'registrationHandlers', handlers],
    [handlers, 'orderConfirmed: async', 'orderConfirmed', `${core}/registration/topics.ts`],
    [handlers, 'await sendConfirmedMails', 'sendConfirmedMails', `${core}/notifications/registration-mails.ts`],
    [
      `${core}/notifications/registration-mails.ts`,
      'await sendMail(context, now, receiptFor',
      'sendMail',
      `${core}/mail/send-mail.ts`,
    ],
  ]
  for (const [file, text, name, to] of trail) expect(definitionOf(file, text, name), `${file}: ${text}`).toContain(to)
})
