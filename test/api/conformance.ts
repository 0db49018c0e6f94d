import type { createApi } from '@lectern/api'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

type Content = Record<string, { schema?: object }>
type Operation = { responses: Record<string, { content?: Content }> }
type Document = { paths: Record<string, Record<string, Operation>> }

/** Checks answers against the document that the API gives of itself; throws with what does not match. */
export const conformanceOf = (app: ReturnType<typeof createApi>) => {
  let loaded: Promise<{ document: Document; ajv: Ajv2020 }> | undefined
  const load = async () => {
    const document = (await (await app.request('/api/openapi.json')).json()) as Document
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema(document, 'openapi')
    return { document, ajv }
  }
  const validators = new Map<string, ValidateFunction>()

  return async (method: string, path: string, answer: { status: number; type: string; body: unknown }) => {
    loaded ??= load()
    const { document, ajv } = await loaded
    const pathname = path.split('?')[0] ?? ''
    const template = Object.keys(document.paths).find((one) =>
      new RegExp(`^${one.replaceAll('.', '\\.').replaceAll(/{\w+}/g, '[^/]+')}$`).test(pathname),
    )
    const operation = template && document.paths[template]?.[method.toLowerCase()]
    // What nobody documents: addresses that do not exist, 304, and our own failures.
    if (!template || !operation || answer.status === 500 || answer.status === 304) return
    const response = operation.responses[answer.status]
    if (!response) throw new Error(`${method} ${template} answers ${answer.status}, which is not documented`)
    const type = answer.type.split(';')[0] ?? ''
    if (!type.includes('json')) return
    const pointer = [
      'paths',
      template,
      method.toLowerCase(),
      'responses',
      String(answer.status),
      'content',
      type,
      'schema',
    ]
      .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))
      .map(encodeURIComponent)
      .join('/')
    const validate = validators.get(pointer) ?? ajv.compile({ $ref: `openapi#/${pointer}` })
    validators.set(pointer, validate)
    if (!validate(answer.body)) {
      throw new Error(`${method} ${template} ${answer.status}: ${ajv.errorsText(validate.errors)}`)
    }
  }
}
